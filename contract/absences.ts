import { z } from 'zod'
import { person } from './approval-policies.ts'
import { endpoint } from './http.ts'
import { instant } from './values.ts'

export const absence = z
  .object({ deputy: person, from: instant, until: instant })
  .nullable()
  .meta({ id: 'Absence' })

export const getAbsence = endpoint({
  method: 'GET',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Who decides for you while you are away, and for whom you decide',
  permission: 'quotes.approve',
  response: z.object({ absence, insteadOf: z.array(person) }),
})
export const putAbsence = endpoint({
  method: 'PUT',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Name who decides for you while you are away',
  permission: 'quotes.approve',
  body: z.strictObject({ deputy: z.string().max(40), from: instant, until: instant }),
  response: z.object({ absence, insteadOf: z.array(person) }),
  errors: ['approval.cannot-decide', 'request.invalid'],
})
export const endAbsence = endpoint({
  method: 'DELETE',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Be back',
  permission: 'quotes.approve',
  response: z.object({ absence, insteadOf: z.array(person) }),
})
export const listDeputies = endpoint({
  method: 'GET',
  path: '/approvals/deputies',
  tag: 'Approvals',
  summary: 'Who could decide for you while you are away',
  permission: 'quotes.approve',
  query: z.object({ search: z.string().max(100).optional() }),
  response: z.object({ items: z.array(person) }),
})
