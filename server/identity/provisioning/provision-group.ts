import { z } from 'zod'
import { announce, type Context, newId, type Tx } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { demandGivable } from '../own-roles.ts'
import { administers, changedUser, differenceOf } from '../user.ts'
import { countAdministrators, lockUser, saveUser } from '../user-store.ts'
import type { Document } from './patch.ts'
import { type Group, rolesByGroups, saveGroup, selectGroups, setMembers } from './provision-store.ts'
import { ScimError } from './scim-error.ts'

const body = z.object({
  displayname: z.string().trim().min(1).max(200),
  externalid: z.string().max(200).nullish(),
  members: z
    .array(z.object({ value: z.string().max(64) }))
    .max(20_000)
    .nullish(),
})
export type WantedGroup = { displayName: string; externalId: string | null; members: string[] }

export function presentGroup(group: Group, base: string, withMembers: boolean): Document {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    id: group.id,
    ...(group.externalId !== null && { externalId: group.externalId }),
    displayName: group.displayName,
    ...(withMembers && {
      members: group.members.map((member) => ({
        ...member,
        type: 'User',
        $ref: `${base}/Users/${member.value}`,
      })),
    }),
    meta: {
      resourceType: 'Group',
      created: group.createdAt.toISOString(),
      lastModified: group.updatedAt.toISOString(),
      location: `${base}/Groups/${group.id}`,
      version: `W/"${group.version}"`,
    },
  }
}

export function wantedGroup(document: Document): WantedGroup {
  const lower = Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const parsed = body.safeParse(lower)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ScimError(400, `${issue?.path.join('.') || 'The body'}: ${issue?.message}`, 'invalidValue')
  }
  const { displayname, externalid, members } = parsed.data
  return {
    displayName: displayname,
    externalId: externalid ?? null,
    members: [...new Set((members ?? []).map(({ value }) => value))],
  }
}

export async function getGroup(ctx: Pick<Context, 'db'>, id: string): Promise<Group> {
  const [group] = await selectGroups(ctx.db, 'g.id = $1', [id])
  if (!group) throw new ScimError(404, `There is no group ${id}.`)
  return group
}

export async function putGroup(ctx: Context, wanted: WantedGroup, id?: string): Promise<Group> {
  const before = id === undefined ? undefined : await getGroup(ctx, id)
  const groupId = id ?? newId('grp')
  await ctx.transaction(async (tx) => {
    const others = await selectGroups(tx, 'lower(g.display_name) = lower($1) and g.id <> $2', [
      wanted.displayName,
      groupId,
    ])
    if (others.length > 0)
      throw new ScimError(409, `There is a group "${wanted.displayName}" already.`, 'uniqueness')
    const touched = [...(before?.members.map(({ value }) => value) ?? []), ...wanted.members]
    await regrant(tx, touched, async () => {
      const { displayName, externalId, members } = wanted
      const version = (before?.version ?? 0) + 1
      await saveGroup(tx, { id: groupId, version, displayName, externalId, roles: before?.roles ?? [] })
      await setMembers(tx, groupId, members)
    })
    record(tx, {
      action: before ? 'group.changed' : 'group.created',
      subject: { kind: 'group', id: groupId },
      ...(before && {
        before: { displayName: before.displayName, members: before.members.map(({ value }) => value) },
      }),
      after: wanted,
    })
  })
  return getGroup(ctx, groupId)
}

export async function deleteGroup(ctx: Context, id: string): Promise<void> {
  const group = await getGroup(ctx, id)
  await ctx.transaction(async (tx) => {
    await regrant(
      tx,
      group.members.map(({ value }) => value),
      async () => {
        await tx.query('delete from provisioned_groups where id = $1', [id])
      },
    )
    record(tx, {
      action: 'group.deleted',
      subject: { kind: 'group', id },
      before: { displayName: group.displayName },
    })
  })
}

/** Which roles the members of a group hold because of it; decided here, whatever the directory calls it. */
export async function giveRoles(ctx: Context, id: string, roles: string[]): Promise<Group> {
  const group = await getGroup(ctx, id)
  await ctx.transaction(async (tx) => {
    await demandGivable(tx, roles, group.roles)
    await regrant(
      tx,
      group.members.map(({ value }) => value),
      () => saveGroup(tx, { ...group, version: group.version + 1, roles }),
    )
    record(tx, {
      action: 'group.roles-changed',
      subject: { kind: 'group', id },
      before: { roles: group.roles },
      after: { roles },
    })
  })
  return getGroup(ctx, id)
}

/** Does a change of groups; roles people had from groups go, those they have now come, and all others stay. */
async function regrant(tx: Tx, userIds: readonly string[], work: () => Promise<void>): Promise<void> {
  const ids = [...new Set(userIds)].sort()
  const administrators = await countAdministrators(tx)
  const before = await rolesByGroups(tx, ids)
  await work()
  const after = await rolesByGroups(tx, ids)
  for (const id of ids) {
    const lost = before.get(id) ?? []
    const gained = after.get(id) ?? []
    if (lost.join() === gained.join()) continue
    const user = await lockUser(tx, id)
    if (!user) continue
    const roles = [...user.roles.filter((role) => !lost.includes(role)), ...gained]
    const next = changedUser(user, { roles }, tx.ctx.now)
    if (administers(user) && !administers(next) && administrators === 1)
      throw new ScimError(
        409,
        `${user.name} is the last system administrator; name another one first.`,
        'mutability',
      )
    await saveUser(tx, next)
    record(tx, {
      action: 'user.changed',
      subject: { kind: 'user', id },
      ...differenceOf(user, next),
      why: 'by their groups',
    })
    announce(tx, 'user.changed', id, { username: next.username })
  }
}
