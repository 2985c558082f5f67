import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
})
afterAll(() => office.server.close())

const monitor = { product: 'MON-27', quantity: '3' }
const firstLine = (quote: Quote) => quote.lines[0]?.id
/** What a refusal says: its status, and each place with its sentence. */
const said = ({ status, body }: { status: number; body: unknown }) => {
  const { code, issues = [] } = body as Problem
  return { status, code, issues: issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
}

describe('a careless request', () => {
  it('for a product nobody sells is refused by its name and place', async () => {
    const wrong = await anna.call('POST', '/quotes', { lines: [monitor, { product: 'MON-72' }] })
    expect(said(wrong)).toEqual({
      status: 422,
      code: 'request.invalid',
      issues: ['lines.1: there is no product MON-72'],
    })
  })

  it.each([
    ['-1', 'must be a quantity such as "3" or "2.5", below a trillion'],
    ['0', 'must be more than zero'],
    ['1e308', 'must be a quantity such as "3" or "2.5", below a trillion'],
    ['abc', 'must be a quantity such as "3" or "2.5", below a trillion'],
  ])('for a quantity of %s is refused with what would be right', async (quantity, sentence) => {
    const made = await anna.call('POST', '/quotes', { lines: [{ ...monitor, quantity }] })
    expect(said(made)).toEqual({
      status: 422,
      code: 'request.invalid',
      issues: [`lines.0.quantity: ${sentence}`],
    })

    const quote = await anna.newQuote({ lines: [monitor] })
    const changed = await anna.commands(quote, [{ type: 'setQuantity', line: firstLine(quote), quantity }])
    expect(said(changed).issues).toEqual([`commands.0.quantity: ${sentence}`])
    expect((await anna.call('GET', `/quotes/${quote.id}`)).body.lines[0]?.quantity).toBe('3')
  })

  it.each([
    ['XYZ', 'is no currency of ISO 4217, such as "EUR"'],
    ['euro', 'must be an ISO 4217 currency code such as "EUR"'],
  ])('in the currency %s is refused', async (currency, sentence) => {
    const wrong = await anna.call('POST', '/quotes', { currency, lines: [monitor] })
    expect(said(wrong).issues).toEqual([`currency: ${sentence}`])
  })

  it('that is no JSON is unreadable, and says so', async () => {
    const wrong = await anna.call<Problem>('POST', '/quotes', '{"lines":[')
    expect(said(wrong)).toEqual({ status: 400, code: 'request.unreadable', issues: [] })
    expect(wrong.body.detail).toContain('not valid JSON')
  })

  it('of 50 MB is answered, not cut off, and the next one is served', async () => {
    const address = await office.server.listen()
    const { authorization } = await office.credentials('anna')
    const answer = await new Promise<{ status?: number; text: string }>((done, failed) => {
      const sending = request(`${address}/api/v1/quotes`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'content-length': 50 * 1024 * 1024 },
      })
      sending.on('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        response.on('end', () => done({ ...(response.statusCode && { status: response.statusCode }), text }))
      })
      sending.on('error', failed)
      for (let sent = 0; sent < 50; sent++) sending.write(' '.repeat(1024 * 1024))
      sending.end()
    })
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.text).detail).toBe('The request is larger than the 20 MB allowed here.')
    expect((await anna.call('GET', '/quotes?limit=1')).status).toBe(200)
  })

  it('in two tabs on one quote keeps what both did; where they meet both values are shown', async () => {
    const seen = await anna.newQuote({ lines: [monitor, { product: 'MON-24', quantity: '1' }] })
    const [one, other] = seen.lines
    const here = await anna.commands(seen, [{ type: 'setQuantity', line: one?.id, quantity: '5' }])
    const there = await anna.commands(seen, [{ type: 'setQuantity', line: other?.id, quantity: '2' }])
    expect([here.status, there.status]).toEqual([200, 200])
    expect(there.body.lines.map((line) => line.quantity)).toEqual(['5', '2'])

    const late = await anna.commands(seen, [{ type: 'setQuantity', line: one?.id, quantity: '7' }])
    expect(said(late)).toEqual({ status: 409, code: 'command.conflict', issues: [] })
    expect((late.body as unknown as Problem).detail).toMatch(/In another tab, you changed .* to "5"/)
    expect((await anna.call('GET', `/quotes/${seen.id}`)).body.lines[0]?.quantity).toBe('5')
  })

  it('in the tab of somebody else, where both change the same, shows both values', async () => {
    const seen = await anna.newQuote({ lines: [monitor] })
    await anna.commands(seen, [{ type: 'setQuantity', line: firstLine(seen), quantity: '5' }])
    const marta = await office.as('marta')
    const late = await marta.commands(seen, [{ type: 'setQuantity', line: firstLine(seen), quantity: '7' }])
    expect(said(late)).toEqual({ status: 409, code: 'command.conflict', issues: [] })
    expect((late.body as unknown as Problem).detail).toMatch(/to "5" while you changed it to "7"/)
    expect((await anna.call('GET', `/quotes/${seen.id}`)).body.lines[0]?.quantity).toBe('5')
  })

  it('with a state that has passed, or none, is told to look again', async () => {
    const seen = await anna.newQuote({ lines: [monitor] })
    await anna.commands(seen, [{ type: 'setQuantity', line: firstLine(seen), quantity: '4' }])
    expect(said(await anna.act(seen, 'submit'))).toEqual({ status: 412, code: 'request.stale', issues: [] })
    expect(said(await anna.call('POST', `/quotes/${seen.id}/submit`, {})).status).toBe(428)
    expect((await anna.call('GET', `/quotes/${seen.id}`)).body.status).toBe('DRAFT')
  })

  it('sent twice with one key has its effect once; the key is not good for another request', async () => {
    const headers = { 'idempotency-key': 'sent-twice-by-accident' }
    const before = await anna.call<{ counts: Record<string, number> }>('GET', '/quotes?limit=1')
    const once = await anna.call('POST', '/quotes', { lines: [monitor] }, headers)
    const twice = await anna.call('POST', '/quotes', { lines: [monitor] }, headers)
    expect([twice.status, twice.body.id]).toEqual([201, once.body.id])
    const after = await anna.call<{ counts: Record<string, number> }>('GET', '/quotes?limit=1')
    expect(after.body.counts.DRAFT).toBe((before.body.counts.DRAFT ?? 0) + 1)

    const another = await anna.call('POST', '/quotes', { lines: [] }, headers)
    expect(said(another)).toEqual({ status: 422, code: 'request.key-reused', issues: [] })
  })
})
