import { z } from 'zod'
import { endpoint } from './http.ts'
import { role, roles } from './roles.ts'
import { id } from './values.ts'

export const groupId = id('grp')

/** A group a directory keeps here, and the roles its members hold because of it. */
export const provisionedGroup = z
  .object({ id: groupId, displayName: z.string(), members: z.number().int(), roles: z.array(role) })
  .meta({ id: 'ProvisionedGroup' })
export type ProvisionedGroup = z.infer<typeof provisionedGroup>

export const listProvisionedGroups = endpoint({
  method: 'GET',
  path: '/provisioned-groups',
  tag: 'Provisioning',
  summary: 'List the groups of the directory with the roles they give',
  description: 'The directory itself speaks SCIM 2.0 at /scim/v2.',
  permission: 'users.write',
  response: z.object({ address: z.string(), items: z.array(provisionedGroup) }),
})

export const giveGroupRoles = endpoint({
  method: 'PUT',
  path: '/provisioned-groups/:id/roles',
  tag: 'Provisioning',
  summary: 'Say which roles the members of a group hold',
  permission: 'users.write',
  forPeople: true,
  params: z.object({ id: groupId }),
  body: z.object({ roles: z.array(role).max(roles.length) }),
  response: provisionedGroup,
  errors: ['reference.not-found'],
})
