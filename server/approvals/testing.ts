import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import type { Quote } from '../../contract/quotes.ts'
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
