import { announce, type Context, DomainError, type Tx } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { checkUser } from '../check-user.ts'
import { createUser } from '../create-user.ts'
import { deleteSessionsOf } from '../session-store.ts'
import { administers, changedUser, differenceOf } from '../user.ts'
import { countAdministrators, lockUser, saveUser } from '../user-store.ts'
import { keepExternalId, markDeprovisioned, selectProvisioned } from './provision-store.ts'
import { ScimError } from './scim-error.ts'
import type { ProvisionedUser, WantedUser } from './scim-user.ts'

export async function getProvisioned(ctx: Pick<Context, 'db'>, id: string): Promise<ProvisionedUser> {
  const [user] = await selectProvisioned(ctx.db, 'u.id = $1', [id])
  if (!user) throw new ScimError(404, `There is no user ${id}.`)
  return user
}

export async function provisionUser(ctx: Context, wanted: WantedUser): Promise<ProvisionedUser> {
  const id = await ctx.transaction(async (tx) => {
    const { externalId, email, ...fields } = wanted
    const user = await unlessTaken(() => createUser(tx, { ...fields, ...(email && { email }), roles: [] }))
    await keepExternalId(tx, user.id, externalId)
    return user.id
  })
  return getProvisioned(ctx, id)
}

/** Changes a user as the directory says. Disabled, they lose every session at once. */
export async function changeProvisioned(
  ctx: Context,
  id: string,
  wanted: WantedUser,
): Promise<ProvisionedUser> {
  await ctx.transaction((tx) => change(tx, id, wanted))
  return getProvisioned(ctx, id)
}

/** Taken away by the directory: disabled and gone for it, while what they did stays theirs. */
export async function deprovision(ctx: Context, id: string): Promise<void> {
  const user = await getProvisioned(ctx, id)
  await ctx.transaction(async (tx) => {
    await change(tx, id, { ...user, email: user.email ?? null, enabled: false })
    await markDeprovisioned(tx, id)
    record(tx, { action: 'user.deprovisioned', subject: { kind: 'user', id } })
  })
}

async function change(tx: Tx, id: string, { externalId, ...fields }: WantedUser): Promise<void> {
  const administrators = await countAdministrators(tx)
  const before = await lockUser(tx, id)
  if (!before) throw new ScimError(404, `There is no user ${id}.`)
  const { username, givenName, familyName, email, enabled } = fields
  const after = changedUser(before, { username, givenName, familyName, email, enabled }, tx.ctx.now)
  if (administers(before) && !administers(after) && administrators === 1)
    throw new ScimError(409, 'This is the last system administrator; name another one first.', 'mutability')
  await unlessTaken(() => checkUser(tx, after, before))
  await saveUser(tx, after)
  await keepExternalId(tx, id, externalId)
  if (!after.enabled) await deleteSessionsOf(tx, id)
  record(tx, { action: 'user.changed', subject: { kind: 'user', id }, ...differenceOf(before, after) })
  announce(tx, 'user.changed', id, { username: after.username })
}

async function unlessTaken<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'user.name-taken')
      throw new ScimError(409, error.message, 'uniqueness')
    throw error
  }
}
