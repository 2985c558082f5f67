import type { UserId } from '../../../contract/users.ts'
import type { Queries, Tx } from '../../platform/index.ts'
import { selectUsers } from '../user-store.ts'
import type { ProvisionedUser } from './scim-user.ts'

/** Users a directory may see, for a condition over `u`. */
export async function selectProvisioned(
  db: Queries,
  condition = 'true',
  values: readonly unknown[] = [],
): Promise<ProvisionedUser[]> {
  const users = await selectUsers(db, `u.deprovisioned_at is null and ${condition}`, values, 20_000)
  const rows = await db.query<{ id: string; externalId: string }>(
    'select id, external_id as "externalId" from users where external_id is not null and id = any($1::text[])',
    [users.map(({ id }) => id)],
  )
  const external = new Map(rows.map(({ id, externalId }) => [id, externalId]))
  return users.map((user) => ({ ...user, externalId: external.get(user.id) ?? null }))
}

export async function keepExternalId(tx: Tx, id: string, externalId: string | null): Promise<void> {
  await tx.query('update users set external_id = $2 where id = $1', [id, externalId])
}

export async function markDeprovisioned(tx: Tx, id: string): Promise<void> {
  await tx.query('update users set deprovisioned_at = $2 where id = $1', [id, tx.ctx.now])
}

export type Group = {
  id: string
  version: number
  displayName: string
  externalId: string | null
  roles: string[]
  createdAt: Date
  updatedAt: Date
  members: { value: UserId; display: string }[]
}

export async function selectGroups(
  db: Queries,
  condition = 'true',
  values: readonly unknown[] = [],
): Promise<Group[]> {
  return db.query<Group>(
    `select g.id, g.version, g.display_name as "displayName", g.external_id as "externalId", g.roles,
       g.created_at as "createdAt", g.updated_at as "updatedAt",
       coalesce((select jsonb_agg(jsonb_build_object('value', u.id, 'display', u.given_name || ' ' || u.family_name)
           order by u.id)
         from provisioned_members m join users u on u.id = m.user_id
         where m.group_id = g.id and u.deprovisioned_at is null), '[]') as members
     from provisioned_groups g where ${condition} order by lower(g.display_name), g.id limit 5000`,
    values,
  )
}

export async function saveGroup(
  tx: Tx,
  group: Omit<Group, 'members' | 'createdAt' | 'updatedAt'>,
): Promise<void> {
  await tx.query(
    `insert into provisioned_groups (id, version, display_name, external_id, roles, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (id) do update set version = $2, display_name = $3, external_id = $4, roles = $5, updated_at = $6`,
    [group.id, group.version, group.displayName, group.externalId, group.roles, tx.ctx.now],
  )
}

export async function setMembers(tx: Tx, groupId: string, members: readonly string[]): Promise<void> {
  await tx.query('delete from provisioned_members where group_id = $1 and user_id <> all($2::text[])', [
    groupId,
    members,
  ])
  await tx.query(
    `insert into provisioned_members (group_id, user_id)
     select $1, id from users where id = any($2::text[]) on conflict do nothing`,
    [groupId, members],
  )
}

/** The roles each of these users holds because of groups. */
export async function rolesByGroups(tx: Tx, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ id: string; roles: string[] }>(
    `select m.user_id as id, array_agg(distinct role) as roles
     from provisioned_members m join provisioned_groups g on g.id = m.group_id, unnest(g.roles) as role
     where m.user_id = any($1::text[]) group by m.user_id`,
    [userIds],
  )
  return new Map(rows.map(({ id, roles }) => [id, roles]))
}
