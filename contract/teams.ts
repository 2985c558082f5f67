import { z } from 'zod'
import { endpoint } from './http.ts'
import { id, label, page, paging } from './values.ts'

export const teamId = id('tem')
export type TeamId = z.infer<typeof teamId>

export const team = z
  .object({
    id: teamId,
    version: z.number().int(),
    name: z.string(),
    unit: z.string().optional(),
    /** How many users are in it. */
    members: z.number().int(),
  })
  .meta({ id: 'Team' })
export type Team = z.infer<typeof team>
const teamFields = z.object({ name: label, unit: label.nullable().optional() })
export const newTeam = teamFields.strict().meta({ id: 'NewTeam' })
export type NewTeam = z.input<typeof newTeam>
export const teamChange = teamFields.partial().strict().meta({ id: 'TeamChange' })
export type TeamChange = z.input<typeof teamChange>

export const listTeams = endpoint({
  method: 'GET',
  path: '/teams',
  tag: 'Users',
  summary: 'List teams',
  permission: 'users.read',
  query: paging,
  response: page(team),
})

export const createTeam = endpoint({
  method: 'POST',
  path: '/teams',
  tag: 'Users',
  summary: 'Make a team',
  permission: 'users.write',
  body: newTeam,
  response: team,
  status: 201,
})

export const changeTeam = endpoint({
  method: 'PATCH',
  path: '/teams/:id',
  tag: 'Users',
  summary: 'Change a team',
  permission: 'users.write',
  params: z.object({ id: teamId }),
  body: teamChange,
  response: team,
  ifMatch: true,
  errors: ['reference.not-found'],
})

export const deleteTeam = endpoint({
  method: 'DELETE',
  path: '/teams/:id',
  tag: 'Users',
  summary: 'Remove a team nobody is in',
  permission: 'users.write',
  params: z.object({ id: teamId }),
  response: z.null(),
  status: 204,
  ifMatch: true,
  errors: ['reference.not-found', 'team.in-use'],
})
