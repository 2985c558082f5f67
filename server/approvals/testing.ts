import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { User } from '../../contract/users.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../quoting/testing.ts'

/** A sales office with what tests of approvals do all the time. */
export type ApprovalOffice = SalesOffice & {
  /** Publishes policies; those of the demo company are switched off first, so that a test sees only its own. */
  only(
    ...policies: (Omit<Partial<ApprovalPolicy>, 'condition'> & { code: string; condition: unknown })[]
  ): Promise<void>
  submit(who: Caller, quote: Quote): Promise<Quote>
  now(who: Caller, quote: { id: string }): Promise<Quote>
  /** The latest request of a quote, as the administrator sees it. */
  request(quote: { id: string }): Promise<ApprovalRequest>
  /** A person by user name. */
  user(name: string): Promise<User>
}

/** The office with a rep, her manager, the administrator and a customer: what most tests of approvals are about. */
export type Desk = { office: ApprovalOffice; anna: Caller; marta: Caller; admin: Caller; customer: string }

export async function openDesk(): Promise<Desk> {
  const office = await openApprovalOffice()
  return {
    office,
    anna: await office.as('anna'),
    marta: await office.as('marta'),
    admin: await office.as('admin'),
    customer: await office.customerId('C-10001'),
  }
}

export async function openApprovalOffice(): Promise<ApprovalOffice> {
  const office = await openSalesOffice()
  // A token holds an hour; tests of deadlines go further.
  const admin = () => office.as('admin')

  async function publish(puts: { code: string }[]): Promise<void> {
    const who = await admin()
    const set = await who.call<{ id: string }>('POST', '/change-sets', { title: 'Policies of a test' })
    for (const body of puts) {
      const path = `/change-sets/${set.body.id}/approval-policies/${body.code}`
      const answer = await who.call('PUT', path, body)
      if (answer.status !== 200) throw new Error(answer.text)
    }
    const done = await who.call('POST', `/change-sets/${set.body.id}/publish`, {})
    if (done.status !== 200) throw new Error(done.text)
  }

  return {
    ...office,
    async only(...policies) {
      const { items } = (await (await admin()).call<{ items: ApprovalPolicy[] }>('GET', '/approval-policies'))
        .body
      const own = new Set(policies.map((policy) => policy.code))
      const off = items.filter((policy) => policy.active && !own.has(policy.code))
      await publish([
        ...off.map((policy) => ({ ...policy, active: false })),
        ...policies.map((policy) => ({ name: policy.code, why: '', groups: [askManager], ...policy })),
      ])
    },
    async submit(who, quote) {
      const answer = await who.act(quote, 'submit')
      if (answer.status !== 200) throw new Error(answer.text)
      await office.server.settle()
      return (await who.call('GET', `/quotes/${quote.id}`)).body
    },
    now: async (who, quote) => (await who.call('GET', `/quotes/${quote.id}`)).body,
    async request(quote) {
      const who = await admin()
      const { items } = (
        await who.call<{ items: ApprovalRequest[] }>('GET', `/approvals?mine=false&quote=${quote.id}`)
      ).body
      const [latest] = items
      if (!latest) throw new Error(`nothing was asked about ${quote.id}`)
      return latest
    },
    async user(name) {
      const { items } = (await (await admin()).call<{ items: User[] }>('GET', `/users?q=${name}`)).body
      const found = items.find((one) => one.username === name)
      if (!found) throw new Error(`there is no ${name}`)
      return found
    },
  }
}

export const askManager = {
  order: 1,
  steps: [{ approvers: [{ type: 'manager' as const, level: 1 }], needed: 'any' as const }],
}
export const askRole = (role: string, needed: 'any' | 'all' | number = 'any') => ({
  order: 1,
  steps: [{ approvers: [{ type: 'role' as const, role }], needed }],
})

/** The policy most tests are about: from 1,000 on the manager decides. */
export const above1000 = {
  code: 'ABOVE',
  condition: { field: 'total', op: 'gte', value: '1000' },
  groups: [askManager],
}

/** Seats for more than 1,000: about these the manager is asked. */
export const thirty = (customer: string) => ({
  customer,
  lines: [{ product: 'BRIDGE-PRO', quantity: '30' }],
})

/** The command that gives a discount, on a line or on the whole quote. */
export const percent = (value: string, line?: string) => ({
  type: 'applyDiscount',
  ...(line && { line }),
  discount: { type: 'PERCENTAGE', value, reason: 'Competition' },
})

export const code = (response: { body: unknown }) => (response.body as Problem).code
