import { z } from 'zod'
import { person } from './approval-policies.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { userId } from './users.ts'
import { instant } from './values.ts'

export const absence = z
  .object({
    deputy: person,
    from: instant,
    until: instant,
    /** Absent where the person said so themselves. */
    setBy: person.optional(),
  })
  .meta({ id: 'Absence' })
const ofPerson = z.object({ user: userId })
const newAbsence = z.strictObject({
  deputy: z.string().max(most('values', 'id')),
  from: instant,
  until: instant,
})
const own = z.object({ absence: absence.nullable(), insteadOf: z.array(person) })

export const getAbsence = endpoint({
  method: 'GET',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Who decides for you while you are away, and for whom you decide',
  permission: 'quotes.approve',
  response: own,
})
export const putAbsence = endpoint({
  method: 'PUT',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Name who decides for you while you are away',
  permission: 'quotes.approve',
  body: newAbsence,
  response: own,
  errors: ['approval.cannot-decide', 'request.invalid'],
})
export const endAbsence = endpoint({
  method: 'DELETE',
  path: '/approvals/absence',
  tag: 'Approvals',
  summary: 'Be back',
  permission: 'quotes.approve',
  response: own,
})
export const listDeputies = endpoint({
  method: 'GET',
  path: '/approvals/deputies',
  tag: 'Approvals',
  summary: 'Who could decide for you while you are away',
  permission: 'quotes.approve',
  query: z.object({ search: z.string().max(most('values', 'short')).optional() }),
  response: z.object({ items: z.array(person) }),
})

const absences = z.object({
  items: z.array(
    absence.extend({
      person,
      /** Decisions that are asked of the person now. */
      open: z.number().int(),
    }),
  ),
  /** All who can be named, as away or as a deputy. */
  people: z.array(person),
})
export const listAbsences = endpoint({
  method: 'GET',
  path: '/approvals/absences',
  tag: 'Approvals',
  summary: 'Who is away now or later, who decides for them, and what is asked of them',
  permission: 'approvals.manage',
  response: absences,
})
export const putAbsenceOf = endpoint({
  method: 'PUT',
  path: '/approvals/absences/:user',
  tag: 'Approvals',
  summary: 'Name who decides for somebody who is away',
  permission: 'approvals.manage',
  params: ofPerson,
  body: newAbsence,
  response: absences,
  errors: ['user.not-found', 'approval.cannot-decide', 'request.invalid'],
})
export const endAbsenceOf = endpoint({
  method: 'DELETE',
  path: '/approvals/absences/:user',
  tag: 'Approvals',
  summary: 'End somebody’s absence',
  permission: 'approvals.manage',
  params: ofPerson,
  response: absences,
})
