import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import { systemContext } from '../platform/make-context.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
let customer: string
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
  customer = await office.customerId('C-10001')
}, 240_000)
afterAll(() => office.server.close())

const problem = ({ status, body }: { status: number; body: unknown }) => {
  const { code, issues = [] } = body as Problem
  return { status, code, issues: issues.map(({ message }) => message) }
}

async function retire(code: string, successor: string): Promise<void> {
  const { body } = await anna.call('GET', `/products/${code}`)
  const { revision: _, ...product } = (body as unknown as { product: Record<string, unknown> }).product
  const ctx = systemContext(office.server.app)
  const set = await startChangeSet(ctx, `No more ${code}`)
  await putChanges(ctx, set.id, [
    { kind: 'products', code, body: { ...product, lifecycle: 'retired', successor } },
  ])
  await publishChangeSet(ctx, set.id)
}

describe('a draft of yesterday', () => {
  it('is not submitted with what was retired meanwhile, before and after its prices are refreshed', async () => {
    const draft = await anna.newQuote({ customer, lines: [{ product: 'MON-24' }, { product: 'MON-27' }] })
    await retire('MON-24', 'MON-27')
    const sentence = expect.stringMatching(/^Monitor 24.* is retired and not sold; MON-27 takes its place/)
    const refused = { status: 422, code: 'quote.invalid', issues: [sentence] }
    expect(problem(await anna.act(draft, 'submit'))).toEqual(refused)

    const { latestRevision } = (await anna.call('GET', `/quotes/${draft.id}`)).body
    const move = { type: 'setQuote', fields: { revision: latestRevision } }
    const seen = (await anna.commands(draft, [move], { dryRun: true })).body
    expect(seen.issues).toMatchObject([{ code: 'product.retired', path: ['lines', draft.lines[0]?.id] }])
    const moved = (await anna.commands(draft, [move])).body
    expect(problem(await anna.act(moved, 'submit'))).toEqual(refused)

    const removed = await anna.commands(moved, [{ type: 'removeLine', line: draft.lines[0]?.id }])
    expect(removed.body.issues).toEqual([])
    expect((await anna.act(removed.body, 'submit')).status).toBe(200)
  })

  it('for a customer deactivated meanwhile can still be worked on, and says what has to be done', async () => {
    const draft = await anna.newQuote({ customer, lines: [{ product: 'MON-27' }] })
    const approved = await anna.newQuote({ customer, lines: [{ product: 'MON-27' }] })
    await anna.act(approved, 'submit')
    await office.server.settle()
    const ingrid = await office.as('ingrid')
    expect((await ingrid.call('DELETE', `/customers/${customer}`)).status).toBe(204)

    const line = draft.lines[0]?.id
    const changed = await anna.commands(draft, [{ type: 'setQuantity', line, quantity: '2' }])
    expect(changed.status).toBe(200)
    expect(changed.body.issues).toMatchObject([{ code: 'customer.inactive', path: ['customer'] }])
    expect(problem(await anna.act(changed.body, 'submit')).code).toBe('quote.customer-inactive')
    const ready = (await anna.call('GET', `/quotes/${approved.id}`)).body
    expect(ready.status).toBe('APPROVED')
    expect(problem(await anna.act(ready, 'finalize')).code).toBe('quote.customer-inactive')

    const other = await office.customerId('C-10002')
    const mended = await anna.commands(changed.body, [{ type: 'setQuote', fields: { customer: other } }])
    expect(mended.body.issues).toEqual([])
    expect((await anna.act(mended.body, 'submit')).status).toBe(200)
  })
})

describe('two tabs that choose different options', () => {
  it('are told in words which options, not in the notation of programs', async () => {
    const seen = await anna.newQuote({ lines: [{ product: 'PILOT-T4' }] })
    const choose = (value: string) =>
      anna.commands(seen, [{ type: 'chooseOption', line: seen.lines[0]?.id, variable: 'cpu', value }])
    expect((await choose('CPU-W7-16')).status).toBe(200)
    const { detail } = (await choose('CPU-W7-24')).body as unknown as Problem
    expect(detail).toMatch(/you changed options of Pilot T4.* to "cpu: CPU-W7-16" while .* "cpu: CPU-W7-24"/)
  })
})
