import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Configuration } from '../../contract/configurations.ts'
import type { Configuring } from '../../contract/configuring.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { Explanation, Repair } from '../../engines/configurator/index.ts'
import { add, compare, exact, toPlaces } from '../../engines/money/index.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

type Worked = { configuration: Configuration; state: Configuring }
let office: SalesOffice
let anna: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
})
afterAll(() => office.server.close())

const compact = { variable: 'case', value: 'CHS-T-COMPACT' }
const liquid = { variable: 'cooler', value: 'COOL-LIQ' }
async function savedOf(
  products: Record<string, unknown>[],
  body: Record<string, unknown> = {},
): Promise<Configuration> {
  const made = await anna.call<Configuration>('POST', '/configurations', { ...body, products })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}
/** Of one workstation. */
const saved = (item: Record<string, unknown> = {}, name?: string) =>
  savedOf([{ product: 'PILOT-T2', ...item }], { ...(name && { name }) })
const decided = ({ products }: Configuration) => products[0]?.decisions
const work = (id: string, verb: string, body: unknown = {}) =>
  anna.call<Worked>('POST', `/configurations/${id}/${verb}`, body)
const stateOf = (state: Configuring, variable: string, value: string) => {
  const domain = state.domains.find((each) => each.variable === variable)
  return domain && 'values' in domain ? domain.values.find((each) => each.value === value)?.state : undefined
}

describe('a configuration worked on step by step', () => {
  test('a choice shuts out what does not go with it, and is kept', async () => {
    const { id } = await saved({}, 'Seats for the studio')
    const { body } = await work(id, 'decide', { decisions: [compact] })
    expect(stateOf(body.state, 'cooler', 'COOL-LIQ')).toBe('excluded')
    expect(body.configuration).toMatchObject({
      products: [{ decisions: [compact] }],
      status: 'VALIDATED',
      seq: 2,
    })
    const read = await anna.call<Configuration>('GET', `/configurations/${id}`)
    expect(decided(read.body)).toEqual([compact])
  })

  test('what does not go is refused with the choices and rules that exclude it, and repaired in one step', async () => {
    const { id } = await saved({ decisions: [compact] })
    const refused = await work(id, 'decide', { decisions: [liquid] })
    expect(decided(refused.body.configuration)).toEqual([compact])
    expect(refused.body.state.refused[0]).toMatchObject({
      decisions: [compact],
      constraints: [{ code: 'room-cooler' }],
    })

    const { body: why } = await anna.call<{ explanation: Explanation; repairs: Repair[] }>(
      'POST',
      `/configurations/${id}/explain`,
      { decision: liquid },
    )
    expect(why.repairs[0]?.drop).toEqual([compact])
    const repaired = await work(id, 'repair', { wanted: liquid, drop: why.repairs[0]?.drop })
    expect(decided(repaired.body.configuration)).toEqual([liquid])
  })

  test('choices are taken back one by one or all at once', async () => {
    const { id } = await saved({ decisions: [compact, { variable: 'tpm', value: false }] })
    const one = await work(id, 'retract', { variable: 'case' })
    expect(decided(one.body.configuration)).toEqual([{ variable: 'tpm', value: false }])
    expect(decided((await work(id, 'retract')).body.configuration)).toEqual([])
  })

  test('the rest is filled in by defaults, and kept as choices only where asked', async () => {
    const { id } = await saved({ decisions: [compact] })
    const shown = await work(id, 'complete')
    expect(shown.body.state.completion?.because).toMatchObject({ case: 'decided', cpu: 'default' })
    expect(decided(shown.body.configuration)).toEqual([compact])
    const kept = await work(id, 'complete', { keep: true })
    expect(decided(kept.body.configuration)?.length).toBeGreaterThan(10)
  })

  test('why a value is the only one left is told too', async () => {
    const { id } = await saved({ decisions: [liquid] })
    const { body } = await anna.call<{ explanation: Explanation }>('POST', `/configurations/${id}/explain`, {
      forced: 'case',
    })
    expect(body.explanation).toMatchObject({ decisions: [liquid], constraints: [{ code: 'room-cooler' }] })
  })
})

describe('a saved configuration', () => {
  test('that was made with choices that contradict each other is a draft and says why', async () => {
    const made = await saved({ decisions: [compact, liquid] })
    expect(made).toMatchObject({ status: 'DRAFT', valid: false })
    expect(made.products[0]?.issues).toMatchObject([
      {
        path: 'cooler',
        message: expect.stringMatching(/^Cooling: .+ does not go with Case: .+ The liquid cooler fits/),
      },
    ])
  })

  test('is changed in the state it was seen, not in another', async () => {
    const { id } = await saved()
    const patch = (seq: number) =>
      office.server.call('PATCH', `/configurations/${id}`, {
        headers: { authorization: annasToken(), 'if-match': `"${seq}"` },
        body: { name: 'Renamed' },
      })
    expect((await patch(1)).status).toBe(200)
    expect((await patch(1)).status).toBe(412)
  })

  test('is priced, put on a quote with its choices, and knows the quote', async () => {
    const { id } = await saved({ decisions: [compact], quantity: '3' })
    const priced = await anna.call<{ configuration: Configuration; net: string }>(
      'POST',
      `/configurations/${id}/price`,
      {},
    )
    expect(priced.body.configuration.status).toBe('PRICED')
    const quote = await anna.newQuote({ lines: [{ product: 'PILOT-T2', quantity: '3', configuration: id }] })
    expect(quote.lines[0]?.decisions).toEqual([compact])
    expect(quote.totals.net).toBe(priced.body.net)
    const { body } = await anna.call<Configuration>('GET', `/configurations/${id}`)
    expect(body).toMatchObject({ status: 'QUOTED', quote: quote.id })
  })

  test('is a draft no longer priced once something else is chosen', async () => {
    const { id } = await saved({ decisions: [compact] })
    await anna.call('POST', `/configurations/${id}/price`, {})
    const { body } = await work(id, 'decide', { decisions: [{ variable: 'tpm', value: false }] })
    expect(body.configuration.status).toBe('VALIDATED')
    expect(body.configuration.price).toBeUndefined()
  })

  test('with mistakes is not priced', async () => {
    const { id } = await saved({ decisions: [compact, liquid] })
    const { status, body } = await anna.call<{ code: string }>('POST', `/configurations/${id}/price`, {})
    expect([status, body.code]).toEqual([422, 'configuration.impossible'])
  })

  test('is cloned, listed, removed', async () => {
    const { id } = await saved({ decisions: [compact] }, 'Reception desk')
    const copy = await anna.call<Configuration>('POST', `/configurations/${id}/clone`, {})
    expect(copy.body).toMatchObject({
      name: 'Reception desk (copy)',
      products: [{ decisions: [compact] }],
    })
    const listed = () =>
      anna.call<{ items: Configuration[] }>('GET', '/configurations?search=reception&status=VALIDATED')
    expect((await listed()).body.items.map((each) => each.id)).toEqual([copy.body.id, id])
    expect((await anna.call('DELETE', `/configurations/${id}`)).status).toBe(204)
    expect((await listed()).body.items.map((each) => each.id)).toEqual([copy.body.id])
  })

  test('of somebody else is nobody’s business', async () => {
    const { id } = await saved()
    const jonas = await office.as('oskar')
    expect((await jonas.call('POST', `/configurations/${id}/decide`, { decisions: [compact] })).status).toBe(
      403,
    )
    expect((await jonas.call('DELETE', `/configurations/${id}`)).status).toBe(403)
  })
})

describe('a configuration of several products', () => {
  const fourSeats = async () =>
    savedOf(
      [
        { product: 'PILOT-T2', quantity: '3', decisions: [compact] },
        { product: 'PILOT-T2', decisions: [liquid] },
        { product: 'MON-27', quantity: '6' },
        { product: 'BRIDGE-PRO', plan: 'BRIDGE-PRO.YEARLY', quantity: '4' },
      ],
      { name: 'Four seats', customer: await office.customerId('C-10005') },
    )

  test('says of each what was chosen and whether it is sound', async () => {
    const made = await fourSeats()
    expect(made.products.map((each) => [each.product, each.configurable, each.valid])).toEqual([
      ['PILOT-T2', true, true],
      ['PILOT-T2', true, true],
      ['MON-27', false, true],
      ['BRIDGE-PRO', false, true],
    ])
    expect(made.products[0]?.choices).toContainEqual({
      label: 'Case',
      value: expect.stringMatching(/compact/i),
    })
    const found = await anna.call<{ items: Configuration[] }>('GET', '/configurations?product=MON-27')
    expect(found.body.items.map((each) => each.id)).toContain(made.id)
  })

  test('is worked on one product at a time, which has to be said', async () => {
    const { id, products } = await fourSeats()
    const unclear = await anna.call<{ code: string; detail: string }>(
      'POST',
      `/configurations/${id}/decide`,
      {
        decisions: [{ variable: 'tpm', value: false }],
      },
    )
    expect([unclear.status, unclear.body.code]).toEqual([422, 'configuration.which-product'])
    expect(unclear.body.detail).toContain(products[1]?.id)
    const { body } = await work(id, 'decide', { item: products[1]?.id, decisions: [compact] })
    expect(body.state.refused[0]?.decisions).toEqual([liquid])
    const cleared = await work(id, 'retract', { item: products[1]?.id })
    expect(cleared.body.configuration.products.map((each) => each.decisions)).toEqual([[compact], [], [], []])
    const plain = await anna.call<{ code: string }>('POST', `/configurations/${id}/decide`, {
      item: products[2]?.id,
      decisions: [compact],
    })
    expect(plain.body.code).toBe('configuration.no-model')
  })

  test('is a draft while one of them has mistakes', async () => {
    const made = await savedOf([{ product: 'MON-27' }, { product: 'PILOT-T2', decisions: [compact, liquid] }])
    expect(made).toMatchObject({ status: 'DRAFT', valid: false })
    expect(made.products.map((each) => each.valid)).toEqual([true, false])
  })

  test('costs what a quote of it costs, product for product, and is quoted in one step', async () => {
    const { id } = await fourSeats()
    const priced = await anna.call<{ configuration: Configuration; net: string }>(
      'POST',
      `/configurations/${id}/price`,
      {},
    )
    expect(priced.body.configuration).toMatchObject({ status: 'PRICED', price: { net: priced.body.net } })
    const { status, body: quote } = await anna.call<Quote>('POST', `/configurations/${id}/quote`, {})
    expect([status, quote.name, quote.totals.net]).toEqual([201, 'Four seats', priced.body.net])
    const own = quote.lines.filter((line) => !line.parent)
    const netOf = (id: string) =>
      quote.lines.filter((line) => line.id === id || line.parent === id).map((line) => exact(line.net ?? '0'))
    const amounts = own.map((line) => toPlaces(netOf(line.id).reduce(add), 2))
    expect(priced.body.configuration.products.map((each) => each.net)).toEqual(amounts)
    expect(own.map((line) => [line.product, line.quantity, line.plan])).toEqual([
      ['PILOT-T2', '3', expect.anything()],
      ['PILOT-T2', '1', expect.anything()],
      ['MON-27', '6', expect.anything()],
      ['BRIDGE-PRO', '4', 'BRIDGE-PRO.YEARLY'],
    ])
    expect(own.map((line) => line.decisions)).toEqual([[compact], [liquid], undefined, undefined])
    const { body } = await anna.call<Configuration>('GET', `/configurations/${id}`)
    expect(body).toMatchObject({ status: 'QUOTED', quote: quote.id })
  })

  test('takes products in and lets them go; those that stay keep who they are', async () => {
    const made = await fourSeats()
    await anna.call('POST', `/configurations/${made.id}/price`, {})
    const [first] = made.products
    const change = (products: object[]) =>
      office.server.call<Configuration>('PATCH', `/configurations/${made.id}`, {
        headers: { authorization: annasToken(), 'if-match': '*' },
        body: { products },
      })
    const kept = { id: first?.id, product: 'PILOT-T2', quantity: '2', decisions: first?.decisions }
    const { body } = await change([kept, { product: 'MON-27', quantity: '2' }])
    expect(body).toMatchObject({ status: 'VALIDATED', products: [kept, { product: 'MON-27' }] })
    expect(body.price).toBeUndefined()
    expect((await change([])).status).toBe(422)
    const unknown = await change([{ product: 'MON-27', variant: 'PINK' }])
    expect([unknown.status, (unknown.body as unknown as { code: string }).code]).toEqual([
      404,
      'reference.not-found',
    ])
  })

  test('is brought up to the present catalog as a whole', async () => {
    const { id, revision } = await fourSeats()
    const { body } = await anna.call<{ configuration: Configuration; refused: unknown[] }>(
      'POST',
      `/configurations/${id}/refresh`,
      {},
    )
    expect(body.refused).toEqual([])
    expect(body.configuration).toMatchObject({ revision, status: 'VALIDATED' })
  })
})

describe('without keeping anything', () => {
  test('a whole configuration is checked, and its parts are told', async () => {
    const { body } = await anna.call<Configuring>('POST', '/products/PILOT-T2/configure', { complete: true })
    const { values } = (body.completion as NonNullable<Configuring['completion']>).configuration
    const whole = await anna.call('POST', '/products/PILOT-T2/check', { values })
    expect(whole.body).toMatchObject({ valid: true, issues: [], parts: expect.any(Array) })
    const wrong = await anna.call<{ valid: boolean; issues: { path: string }[] }>(
      'POST',
      '/products/PILOT-T2/check',
      { values: { ...values, case: 'CHS-T-COMPACT', cooler: 'COOL-LIQ' } },
    )
    expect(wrong.body.valid).toBe(false)
    expect(wrong.body.issues.length).toBeGreaterThan(0)
  })

  test('the cheapest machine costs what the pricer says, and no less is possible', async () => {
    const { body } = await anna.call<{
      optimum: { value: string; proven: boolean; configuration: { values: Record<string, string> } }
      priced: { net: string; currency: string }
    }>('POST', '/products/PILOT-T2/optimize', { goal: { by: 'price', currency: 'EUR' } })
    expect(body.optimum.proven).toBe(true)
    const bare = await anna.call<{ priced: { totals: { net: string } } }>(
      'POST',
      '/products/PILOT-T2/price',
      { currency: 'EUR' },
    )
    // The search counts parts, the pricer the whole machine: together they meet to the cent.
    const whole = add(exact(bare.body.priced.totals.net), exact(body.optimum.value))
    expect(toPlaces(whole, 2)).toBe(body.priced.net)

    const byDefault = await anna.call<{ priced: { totals: { net: string } } }>(
      'POST',
      '/products/PILOT-T2/price',
      { currency: 'EUR', decisions: [] },
    )
    expect(compare(exact(body.priced.net), exact(byDefault.body.priced.totals.net))).toBeLessThan(0)
  })

  test('a total of the model can be the goal; one it does not have is refused with those it has', async () => {
    const least = await anna.call('POST', '/products/PILOT-T2/optimize', {
      goal: { by: 'total', total: 'draw' },
    })
    expect(least.body).toMatchObject({ optimum: { proven: true } })
    const { status, body } = await anna.call<{ detail: string }>('POST', '/products/PILOT-T2/optimize', {
      goal: { by: 'total', total: 'beauty' },
    })
    expect(status).toBe(422)
    expect(body.detail).toContain('draw')
  })

  test('choices that cannot be had together have no optimum', async () => {
    const { body } = await anna.call<{ code: string }>('POST', '/products/PILOT-T2/optimize', {
      decisions: [compact, liquid],
      goal: { by: 'price' },
    })
    expect(body.code).toBe('configuration.impossible')
  })
})

let token = ''
const annasToken = () => token
beforeAll(async () => {
  const { findUserByName } = await import('../identity/index.ts')
  const { tokenFor } = await import('../identity/testing.ts')
  const user = await findUserByName(office.server.app.database, 'anna')
  token = user ? (await tokenFor(office.server.app, user)).authorization : ''
})
