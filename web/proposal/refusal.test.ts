import { expect, it } from 'vitest'
import { customerWords } from '../../contract/customer-words/index.ts'
import type { Problem } from '../../contract/problem.ts'
import { ProblemError } from '../shell/api.ts'
import { refusal } from './refusal.ts'

const refused = (code: Problem['code'], status: number, issues?: Problem['issues']) =>
  new ProblemError({ type: 'about:blank', title: '', status, code, detail: 'English words', requestId: 'r', ...(issues && { issues }) }) // biome-ignore format: one line

it('tells a customer in their language why a step was refused, and never in ours', () => {
  const { page } = customerWords('de-DE')
  expect(refusal(refused('proposal.closed', 409), page)).toBe(page.nowClosed)
  expect(refusal(refused('proposal.changed', 409), page)).toBe(page.nowChanged)
  expect(refusal(refused('request.too-many', 429), page)).toBe(page.tooFast)
  expect(refusal(refused('server.busy', 0), page)).toBe(page.noAnswer)
  expect(refusal(refused('quote.invalid', 422), page)).toBe(page.failed)
})

it('names the field whose value was refused as the page does', () => {
  const { page } = customerWords('de-DE')
  const tooLong = { code: 'too_big', severity: 'error' as const, path: ['name'], message: 'English words' }
  expect(refusal(refused('request.invalid', 422, [tooLong]), page)).toBe(`${page.yourName}: ${page.failed}`)
  expect(refusal(refused('request.invalid', 422, [{ ...tooLong, path: ['seq'] }]), page)).toBe(page.failed)
})
