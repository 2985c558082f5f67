import type { z } from 'zod'
import type * as approvals from '../contract/approval-policies.ts'

type Policy = z.input<typeof approvals.approvalPolicy>

const manager = (level: number) => ({
  approvers: [{ type: 'manager' as const, level }],
  remindHours: 24,
  deadlineHours: 48,
  escalateTo: { type: 'manager' as const, level: level + 1 },
})
const role = (name: string) => ({
  approvers: [{ type: 'role' as const, role: name }],
  remindHours: 36,
  deadlineHours: 72,
})

/** Who has to look at what. Groups are asked in order: the manager first, then finance and legal, then their manager. */
export const approvalPolicies: Policy[] = [
  {
    code: 'SMALL',
    name: 'Small quotes',
    why: 'Below 1,000 nobody has to look at a quote.',
    condition: { field: 'total', op: 'lt', value: '1000' },
    automatic: true,
    groups: [],
  },
  {
    code: 'MANAGER',
    name: 'Manager’s approval',
    why: 'From 1,000 on the manager looks at every quote.',
    condition: { field: 'total', op: 'gte', value: '1000' },
    groups: [{ order: 1, steps: [manager(1)] }],
  },
  {
    code: 'DISCOUNT-15',
    name: 'Discount above 15 %',
    why: 'The manager decides on discounts above 15 %.',
    condition: { field: 'discountPercent', op: 'gt', value: '15' },
    groups: [{ order: 1, steps: [manager(1)] }],
  },
  {
    code: 'DISCOUNT-25',
    name: 'Discount above 25 %',
    why: 'The manager’s manager decides on discounts above 25 %.',
    condition: { field: 'discountPercent', op: 'gt', value: '25' },
    groups: [{ order: 3, steps: [manager(2)] }],
  },
  {
    code: 'MARGIN-12',
    name: 'Margin below 12 %',
    why: 'Finance decides where less than 12 % is left.',
    condition: { field: 'marginPercent', op: 'lt', value: '12' },
    groups: [{ order: 2, steps: [role('finance')] }],
  },
  {
    code: 'TERMS-60',
    name: 'More than 60 days to pay',
    why: 'Finance decides on payment terms beyond 60 days.',
    condition: { field: 'paymentTermsDays', op: 'gt', value: '60' },
    groups: [{ order: 2, steps: [role('finance')] }],
  },
  {
    code: 'LARGE',
    name: 'Above 100,000',
    why: 'Above 100,000 finance and the manager’s manager decide too.',
    condition: { field: 'total', op: 'gt', value: '100000' },
    groups: [
      { order: 2, steps: [role('finance')] },
      { order: 3, steps: [manager(2)] },
    ],
  },
  {
    code: 'OWN-TERMS',
    name: 'Terms of the customer’s own',
    why: 'Legal reads terms that are not our own.',
    condition: { field: 'termsChanged', op: 'eq', value: true },
    groups: [{ order: 2, steps: [role('legal')] }],
  },
]
