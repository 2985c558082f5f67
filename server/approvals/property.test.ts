import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { type ApprovalOffice, askManager, askRole, openApprovalOffice } from './testing.ts'

let office: ApprovalOffice
let customer: string
beforeAll(async () => {
  office = await openApprovalOffice()
  customer = await office.customerId('C-10001')
})
afterAll(() => office.server.close())

type Who = 'manager' | 'finance' | 'legal'
type Policy = { on: 'discount' | 'days' | 'total' | 'terms'; limit: number; who: Who }
/** What the test knows of a quote, of itself: nothing here is taken from the module it tests. */
type State = { quantity: number; discount: number; days: number; terms: boolean; total: number }

const who: Record<Who, string[]> = { manager: ['marta'], finance: ['frieda', 'thomas'], legal: ['lucia'] }
const asks = ({ on, limit }: Policy, state: State): boolean =>
  on === 'terms' ? state.terms : state[on] > limit
/** Whether a word given on one state is good for another: nothing the policy looks at is worse. */
const coversStill = ({ on }: Policy, given: State, now: State): boolean => {
  if (on === 'terms') return given.terms === now.terms
  if (on === 'days') return now.days <= given.days
  return given.quantity === now.quantity && now.discount <= given.discount
}

const policy = fc.record({
  on: fc.constantFrom('discount', 'days', 'total', 'terms'),
  limit: fc.constantFrom(5, 12, 20, 45, 1000, 5000),
  who: fc.constantFrom('manager', 'finance', 'legal'),
}) as fc.Arbitrary<Policy>
const step = fc.oneof(
  fc.record({ do: fc.constant('discount'), to: fc.constantFrom(0, 8, 15, 25) }),
  fc.record({ do: fc.constant('quantity'), to: fc.constantFrom(1, 12, 30) }),
  fc.record({ do: fc.constant('days'), to: fc.constantFrom(30, 60, 90) }),
  fc.record({ do: fc.constant('terms'), to: fc.constantFrom(0, 1) }),
  fc.record({ do: fc.constant('submit'), to: fc.constant(0) }),
  fc.record({ do: fc.constant('submit'), to: fc.constant(0) }),
  fc.record({ do: fc.constant('recall'), to: fc.constant(0) }),
  fc.record({
    do: fc.constantFrom('marta', 'frieda', 'thomas', 'lucia', 'paul', 'anna'),
    to: fc.constant(0),
  }),
  fc.record({ do: fc.constantFrom('marta', 'frieda', 'lucia'), to: fc.constant(0) }),
)

const conditionOf = ({ on, limit }: Policy) =>
  on === 'terms'
    ? { field: 'termsChanged', op: 'eq', value: true }
    : {
        field: { discount: 'discountPercent', days: 'paymentTermsDays', total: 'total' }[on],
        op: 'gt',
        value: String(limit),
      }

describe('whatever people do', () => {
  it('no quote is approved without every approval that its content asks for', async () => {
    let approvedOnes = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(policy, { minLength: 1, maxLength: 3 }),
        fc.array(step, { minLength: 8, maxLength: 14 }),
        async (policies, steps) => {
          await office.only(
            ...policies.map((each, index) => ({
              code: `P${index}`,
              condition: conditionOf(each),
              groups: [each.who === 'manager' ? askManager : askRole(each.who)],
            })),
          )
          const anna = await office.as('anna')
          let quote = await anna.newQuote({ customer, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] })
          let state: State = {
            quantity: 30,
            discount: 0,
            days: 30,
            terms: false,
            total: Number(quote.totals.total),
          }
          const words: { by: string; on: State }[] = []
          for (const { do: what, to } of steps) {
            const edit = editOf(what, to, quote)
            if (edit) {
              const answer = await anna.commands(quote, edit)
              if (answer.status === 200) state = { ...state, [what]: what === 'terms' ? to === 1 : to }
            } else if (what === 'submit' || what === 'recall') {
              await anna.act(quote, what)
              await office.server.settle()
            } else {
              const answer = await (await office.as(what)).act(quote, 'approve')
              if (answer.status === 200) words.push({ by: what, on: state })
            }
            quote = await office.now(anna, quote)
            state = { ...state, total: Number(quote.totals.total) }
            if (quote.status !== 'APPROVED') continue
            approvedOnes += 1
            for (const each of policies.filter((one) => asks(one, state))) {
              const given = words.some(
                ({ by, on }) => who[each.who].includes(by) && asks(each, on) && coversStill(each, on, state),
              )
              expect(given, JSON.stringify({ each, state, words })).toBe(true)
            }
            expect(words.every(({ by }) => by !== 'anna')).toBe(true)
          }
        },
      ),
      { numRuns: Number(process.env.APPROVAL_RUNS ?? 8), seed: 20261126, endOnFailure: true },
    )
    expect(approvedOnes).toBeGreaterThan(0)
  }, 600_000)
})

function editOf(what: string, to: number, quote: Quote): unknown[] | undefined {
  switch (what) {
    case 'quantity':
      return [{ type: 'setQuantity', line: quote.lines[0]?.id, quantity: String(to) }]
    case 'days':
      return [{ type: 'setQuote', fields: { paymentTerms: `${to} days net` } }]
    case 'terms':
      return [{ type: 'setQuote', fields: { terms: to === 1 ? 'Penalties apply.' : null } }]
    case 'discount': {
      const [before] = quote.manualDiscounts
      if (to === 0) return before ? [{ type: 'removeDiscount', discount: before.id }] : []
      const id = before && { id: before.id }
      return [
        { type: 'applyDiscount', discount: { ...id, type: 'PERCENTAGE', value: String(to), reason: 'Deal' } },
      ]
    }
    default:
      return undefined
  }
}
