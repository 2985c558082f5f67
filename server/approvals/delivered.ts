import type { ApprovalPolicy } from '../../contract/approval-policies.ts'

/** What holds until a company publishes policies of its own: small quotes are approved by the workflow, the rest by the manager. */
export const deliveredPolicies: ApprovalPolicy[] = [
  {
    code: 'SMALL',
    name: 'Small quotes',
    why: 'Below 1,000 nobody has to look at a quote.',
    condition: { field: 'total', op: 'lt', value: '1000' },
    automatic: true,
    groups: [],
    active: true,
  },
  {
    code: 'MANAGER',
    name: 'Manager’s approval',
    why: 'From 1,000 on the owner’s manager looks at every quote.',
    condition: { field: 'total', op: 'gte', value: '1000' },
    automatic: false,
    groups: [{ order: 1, steps: [{ approvers: [{ type: 'manager', level: 1 }], needed: 'any' }] }],
    active: true,
  },
]
