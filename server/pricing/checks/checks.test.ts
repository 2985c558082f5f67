import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestPerson } from '../../identity/testing.ts'
import { startTestServer, type TestServer } from '../../platform/testing.ts'

type Issue = { code: string; severity: string; path: string[]; message: string }
let server: TestServer
let admin: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  admin = await signInAs(server.app, 'system-admin')
  expect(await findings(company, true)).toEqual([])
})
afterAll(() => server.close())

const call = <Body>(method: 'GET' | 'POST', path: string, body?: unknown) =>
  server.call<Body>(method, path, { token: admin.token, ...(body !== undefined && { body }) })

type Change = { kind: string; code: string; body?: object }

/** Without a body a thing is removed. */
const asRequest = (changes: Change[]) => ({
  put: changes.filter((each) => each.body),
  remove: changes.filter((each) => !each.body),
})

/** What the checks say of a change set with these changes; published afterwards if wanted. */
async function findings(changes: Change[], publish = false): Promise<Issue[]> {
  const set = (await call<{ id: string }>('POST', '/change-sets', { title: 'Looked at' })).body.id
  const put = await call('POST', `/change-sets/${set}/changes`, asRequest(changes))
  expect([put.status, put.text]).toEqual([200, expect.any(String)])
  const { issues } = (await call<{ issues: Issue[] }>('GET', `/change-sets/${set}`)).body
  if (publish) expect((await call('POST', `/change-sets/${set}/publish`, {})).status).toBe(200)
  return issues
}
async function found(...changes: Change[]): Promise<string[]> {
  return (await findings(changes)).map((issue) => issue.code)
}

const eur = { plan: 'BIKE.BUY', currency: 'EUR', type: 'ONE_TIME', unitAmount: '1000.00' }
const rule = { name: 'Rule', kind: 'CONDITIONAL', percentOff: '5' }
const discount = { name: 'Off', type: 'PERCENTAGE', scope: 'LINE', value: '10' }
const vat = { name: 'VAT', type: 'VAT', rate: '19', region: 'DE' }
const company: Change[] = [
  { kind: 'products', code: 'BIKE', body: { name: 'Bike' } },
  { kind: 'plans', code: 'BIKE.BUY', body: { product: 'BIKE', name: 'Purchase' } },
  { kind: 'prices', code: 'BIKE.EUR', body: { ...eur, floor: '800.00' } },
  { kind: 'taxes', code: 'DE19', body: vat },
]

describe('before publishing, the checks find', () => {
  it('codes that name nothing, within bundles too', async () => {
    const body = {
      name: 'Set',
      components: [{ product: 'NOTHING', minQuantity: '1', defaultQuantity: '1', pricing: 'INCLUDED' }],
    }
    const issues = await findings([{ kind: 'products', code: 'SET', body }])
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: 'unknown-code',
        path: ['products', 'SET', 'components', '0', 'product'],
      }),
    )
  })

  it('a price for a plan that is not there', async () => {
    expect(await found({ kind: 'prices', code: 'P', body: { ...eur, plan: 'NO.PLAN' } })).toContain(
      'unknown-code',
    )
  })

  it('a plan that loses its last price', async () => {
    expect(await found({ kind: 'prices', code: 'BIKE.EUR' })).toContain('incomplete')
  })

  it('bundles that contain themselves', async () => {
    const part = (product: string) => ({
      product,
      minQuantity: '1',
      defaultQuantity: '1',
      pricing: 'INCLUDED',
    })
    const issues = await findings([
      { kind: 'products', code: 'A', body: { name: 'A', components: [part('B')] } },
      { kind: 'products', code: 'B', body: { name: 'B', components: [part('C')] } },
      { kind: 'products', code: 'C', body: { name: 'C', components: [part('A')] } },
    ])
    expect(issues.map((issue) => issue.message)).toContain('the bundle A contains itself: A → B → C → A')
  })

  it('tiers with a gap or an overlap, at the place', async () => {
    const set = (await call<{ id: string }>('POST', '/change-sets', { title: 'Tiers' })).body.id
    const tiers = (to: string) => [
      { from: '1', to, unitAmount: '10' },
      { from: '10', unitAmount: '9' },
    ]
    for (const to of ['9', '11']) {
      const body = {
        remove: [],
        put: [{ kind: 'prices', code: 'T', body: { ...eur, model: 'VOLUME', tiers: tiers(to) } }],
      }
      const answer = await call<{ issues: Issue[] }>('POST', `/change-sets/${set}/changes`, body)
      expect(answer.body.issues).toEqual([
        expect.objectContaining({ path: ['prices', 'T', 'tiers', '0', 'to'] }),
      ])
    }
  })

  it('two prices for the same at the same time, but not one after the other', async () => {
    expect(await found({ kind: 'prices', code: 'AGAIN', body: eur })).toContain('same-key')
    const first = { ...eur, effectiveTo: '2027-01-01T00:00:00Z' }
    const second = { ...eur, effectiveFrom: '2027-01-01T00:00:00Z' }
    expect(
      await found(
        { kind: 'prices', code: 'BIKE.EUR', body: first },
        { kind: 'prices', code: 'NEXT', body: second },
      ),
    ).not.toContain('same-key')
  })

  it('an end before the beginning, and numbers of forty digits', async () => {
    const set = (await call<{ id: string }>('POST', '/change-sets', { title: 'Bad' })).body.id
    const wrong = { ...eur, effectiveFrom: '2026-05-01T00:00:00Z', effectiveTo: '2026-04-01T00:00:00Z' }
    for (const [body, path] of [
      [wrong, 'effectiveTo'],
      [{ ...eur, unitAmount: '1'.repeat(40) }, 'unitAmount'],
    ] as const) {
      const answer = await call<{ issues: Issue[] }>('POST', `/change-sets/${set}/changes`, {
        remove: [],
        put: [{ kind: 'prices', code: 'X', body }],
      })
      expect([answer.status, answer.body.issues.map((issue) => issue.path.at(-1))]).toEqual([422, [path]])
    }
  })

  it('price books without a price for what is sold, and books that fall back to themselves', async () => {
    const book = { name: 'America', currency: 'USD' }
    const issues = await findings([{ kind: 'price-books', code: 'US', body: book }])
    expect(issues.map((issue) => issue.message)).toContain(
      'the price book US has no price in USD for BIKE.BUY',
    )
    expect(
      await found({ kind: 'price-books', code: 'EU', body: { name: 'Europe', currency: 'EUR' } }),
    ).toEqual([])
    const loop = (code: string, fallback: string) => ({
      kind: 'price-books',
      code,
      body: { name: code, currency: 'EUR', fallback },
    })
    expect(await found(loop('ONE', 'TWO'), loop('TWO', 'ONE'))).toContain('circular')
  })

  it('rules that can never apply, and conditions that decide nothing', async () => {
    const never = { ...rule, minQuantity: '20', conditions: { expression: 'quantity < 5' } }
    expect(await found({ kind: 'rules', code: 'N', body: never })).toContain('never-holds')
    const always = { ...rule, conditions: { expression: 'quantity >= 0' } }
    expect(await found({ kind: 'rules', code: 'A', body: always })).toContain('always-holds')
    const over = { ...rule, effectiveTo: '2020-01-01T00:00:00Z' }
    expect(await found({ kind: 'rules', code: 'O', body: over })).toContain('over')
    const unknown = { ...rule, conditions: { expression: 'quantitee > 1' } }
    expect(await found({ kind: 'rules', code: 'U', body: unknown })).toContain('conditions.invalid')
  })

  it('rules whose order is undecided where it matters', async () => {
    const less = { kind: 'rules', code: 'LESS', body: { name: 'Less', kind: 'CONDITIONAL', amountOff: '5' } }
    const percent = { kind: 'rules', code: 'PERCENT', body: rule }
    expect(await found(less, percent)).toContain('order-undecided')
    expect(await found(less, { ...percent, body: { ...rule, priority: 1 } })).not.toContain('order-undecided')
    expect(await found(percent, { kind: 'rules', code: 'MORE', body: rule })).not.toContain('order-undecided')
    const small = { ...less, body: { ...less.body, maxQuantity: '10' } }
    expect(await found(small, { ...percent, body: { ...rule, minQuantity: '10' } })).not.toContain(
      'order-undecided',
    )
  })

  it('discounts that together fall below the floor', async () => {
    const one = { kind: 'discounts', code: 'ONE', body: discount }
    expect(await found(one)).not.toContain('below-floor')
    const issues = await findings([
      one,
      { kind: 'discounts', code: 'TWO', body: { ...discount, value: '15' } },
    ])
    expect(issues.map((issue) => issue.message)).toContain(
      'ONE and TWO together bring BIKE.EUR to 765.00 EUR, below its floor of 800.00',
    )
  })

  it('prices below their own floor, and targets below it', async () => {
    const issues = async (body: object) =>
      (
        await findings([{ kind: 'prices', code: 'BIKE.EUR', body: { ...eur, floor: '800.00', ...body } }])
      ).map(({ severity, path, message }) => [severity, path.slice(2).join('.'), message])
    expect(await issues({ unitAmount: '800.00', target: '800.00' })).toEqual([])
    expect(await issues({ unitAmount: '700.00' })).toEqual([
      ['warning', 'unitAmount', 'BIKE.EUR costs 700.00 EUR, below its own floor of 800.00'],
    ])
    expect(await issues({ target: '790.00' })).toEqual([
      ['warning', 'target', 'the target of BIKE.EUR is 790.00 EUR, below its floor of 800.00'],
    ])
    const tiers = [
      { from: '0', to: '10', unitAmount: '900' },
      { from: '10', unitAmount: '750' },
    ]
    expect((await issues({ unitAmount: undefined, model: 'VOLUME', tiers })).map(([, path]) => path)).toEqual(
      ['tiers.1.unitAmount'],
    )
    expect(await issues({ unitAmount: '9000', baseQuantity: '10' })).toEqual([])
    expect((await issues({ unitAmount: '7990', baseQuantity: '10' })).length).toBe(1)
  })

  it('taxes that overlap at the same specificity', async () => {
    expect(await found({ kind: 'taxes', code: 'DE16', body: { ...vat, rate: '16' } })).toContain('same-key')
    expect(
      await found({ kind: 'taxes', code: 'BOOKS', body: { ...vat, rate: '7', category: 'books' } }),
    ).toEqual([])
  })

  it('models without a solution, and options that can never be chosen', async () => {
    const variables = [
      { code: 'frame', kind: 'choice', options: [{ code: 'steel' }, { code: 'carbon' }] },
      { code: 'racing', kind: 'boolean' },
    ]
    const model = (constraints: object[]) => ({
      kind: 'models',
      code: 'BIKE',
      body: { name: 'Bike', model: { code: 'BIKE', variables, constraints } },
    })
    const never = { code: 'no-carbon', sentence: 'No carbon.', rule: ['not', ['is', 'frame', 'carbon']] }
    expect(await found(model([never]))).toContain('dead-option')
    const contradiction = { code: 'carbon', sentence: 'Carbon.', rule: ['is', 'frame', 'carbon'] }
    const issues = await findings([model([never, contradiction])])
    expect(issues.some((issue) => issue.severity === 'error')).toBe(true)
  })

  it('amounts that are missing', async () => {
    const { unitAmount: _, ...nothing } = eur
    expect(await found({ kind: 'prices', code: 'BIKE.EUR', body: nothing })).toContain('amount-missing')
    expect(await found({ kind: 'rules', code: 'R', body: { name: 'R', kind: 'CONDITIONAL' } })).toContain(
      'amount-missing',
    )
  })
})

describe('where something is sold in sizes, the checks find', () => {
  it('prices, contract prices and other bundles whose variant goes', async () => {
    const sizes = {
      name: 'Skates',
      variants: [
        { code: 'S', name: 'Small' },
        { code: 'L', name: 'Large' },
      ],
    }
    const price = { currency: 'EUR', type: 'ONE_TIME', unitAmount: '90.00', plan: 'SKATES.BUY' }
    await findings(
      [
        { kind: 'products', code: 'SKATES', body: sizes },
        { kind: 'plans', code: 'SKATES.BUY', body: { product: 'SKATES', name: 'Purchase' } },
        { kind: 'prices', code: 'SKATES.EUR', body: price },
        { kind: 'prices', code: 'SKATES.L.EUR', body: { ...price, variant: 'L' } },
      ],
      true,
    )
    const small = { ...sizes, variants: sizes.variants.slice(0, 1) }
    const change = { kind: 'products', code: 'SKATES', body: small }
    expect(await findings([change])).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        path: ['prices', 'SKATES.L.EUR', 'variant'],
        message:
          'SKATES would no longer have the variant L, which the price SKATES.L.EUR is for: remove the price too, or keep the variant',
      }),
    )
    expect(await found(change, { kind: 'prices', code: 'SKATES.L.EUR' })).not.toContain('unknown-variant')

    const { currency, unitAmount, plan } = price
    const agreed = { customer: 'cus_0000000000000000', currency, unitAmount, plan, variant: 'L' }
    const held = {
      product: 'SKATES',
      variant: 'L',
      minQuantity: '1',
      defaultQuantity: '1',
      pricing: 'SUMMED',
    }
    const named = [
      { kind: 'prices', code: 'SKATES.L.EUR' },
      { kind: 'contract-prices', code: 'AGREED', body: agreed },
      { kind: 'products', code: 'RINK', body: { name: 'Rink', lifecycle: 'draft', components: [held] } },
    ]
    expect((await findings(named, true)).filter(({ severity }) => severity === 'error')).toEqual([])
    const issues = (await findings([change])).filter(({ code }) => code === 'unknown-variant')
    expect(issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      [
        'contract-prices.AGREED.variant',
        'SKATES would no longer have the variant L, which the contract price AGREED is for: remove the price too, or keep the variant',
      ],
      [
        'products.RINK.components.0.variant',
        'SKATES would no longer have the variant L, in which the bundle RINK holds it: change the bundle too, or keep the variant',
      ],
    ])
    const other = { ...held, variant: 'S' }
    const mended = { name: 'Rink', lifecycle: 'draft', components: [other] }
    expect(
      await found(
        change,
        { kind: 'contract-prices', code: 'AGREED' },
        { kind: 'products', code: 'RINK', body: mended },
      ),
    ).not.toContain('unknown-variant')
  })
})

describe('what the checks found', () => {
  it('is kept as long as neither the change set nor what is published changes', async () => {
    const set = (await call<{ id: string }>('POST', '/change-sets', { title: 'Looked at often' })).body.id
    const put = (percentOff: string) =>
      call('POST', `/change-sets/${set}/changes`, {
        put: [
          {
            kind: 'rules',
            code: 'DEEP',
            body: { ...rule, percentOff, conditions: { expression: 'quantity >= 0' } },
          },
        ],
        remove: [],
      })
    const look = async () => (await call<{ issues: Issue[] }>('GET', `/change-sets/${set}`)).body.issues
    const kept = async () =>
      (
        await server.app.database.query<{ content: string; issues: string }>(
          'select content, issues from change_set_findings where change_set_id = $1',
          [set],
        )
      )[0]
    expect((await put('5')).status).toBe(200)
    const first = await look()
    expect(first.map(({ code }) => code)).toContain('always-holds')
    const before = await kept()
    expect(before?.issues).not.toContain('always-holds')
    expect(await look()).toEqual(first)
    expect(await kept()).toEqual(before)

    await put('6')
    await look()
    expect((await kept())?.content).not.toBe(before?.content)
  })
})
