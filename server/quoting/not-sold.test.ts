import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import { systemContext } from '../platform/make-context.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
}, 240_000)
afterAll(() => office.server.close())

/** Ends the sale of a product from the next revision on. */
async function deprecate(code: string, successor: string): Promise<void> {
  const { body } = await anna.call('GET', `/products/${code}`)
  const { revision: _, ...product } = (body as unknown as { product: Record<string, unknown> }).product
  const set = await startChangeSet(systemContext(office.server.app), `No more ${code}`)
  const put = { kind: 'products' as const, code, body: { ...product, lifecycle: 'deprecated', successor } }
  await putChanges(systemContext(office.server.app), set.id, [put])
  await publishChangeSet(systemContext(office.server.app), set.id)
}

/** What a refusal says of the first thing that is wrong. */
const said = (body: unknown) => (body as Problem).issues?.[0]?.message

describe('a deprecated product', () => {
  it('is not sold anew, alone or in a bundle, and what is quoted already goes on', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'MON-24' }] })
    await deprecate('MON-24', 'MON-27')

    const alone = await anna.call('POST', '/quotes', { lines: [{ product: 'MON-24' }] })
    expect([alone.status, said(alone.body)]).toEqual([
      422,
      expect.stringMatching(/is deprecated and not sold; MON-27 takes its place/),
    ])
    const bundle = await anna.call('POST', '/quotes', { lines: [{ product: 'DESK-STANDARD' }] })
    expect([bundle.status, said(bundle.body)]).toEqual([
      422,
      expect.stringMatching(/^Desk bundle Standard cannot be sold: .* is deprecated/),
    ])

    const line = quote.lines[0]?.id
    const changed = await anna.commands(quote, [{ type: 'setQuantity', line, quantity: '3' }])
    expect(changed.status).toBe(200)
    expect((await anna.call('GET', `/quotes/${quote.id}`)).body.lines[0]?.quantity).toBe('3')
  })
})
