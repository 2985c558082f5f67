import type { User, UserId } from '../../../contract/users.ts'
import { announce, DomainError, type Tx } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { checkUser } from '../check-user.ts'
import { createUser } from '../create-user.ts'
import { administers, changedUser, differenceOf } from '../user.ts'
import { countAdministrators, lockUser, saveUser, selectUsers } from '../user-store.ts'
import type { Claimed } from './claims.ts'
import type { StoredProvider } from './provider-store.ts'

/** Why somebody who proved themselves at a provider does not come in. */
export class NotLetIn extends Error {
  readonly reason: 'unknown' | 'taken' | 'closed' | 'failed' | 'ended' | 'cancelled'
  constructor(reason: NotLetIn['reason'], why?: string) {
    super(why ?? reason)
    this.reason = reason
  }
}

/**
 * Who a provider's subject is here. Known subjects come first; another subject with the same mail address is another
 * person, unless the provider may vouch for addresses. Who is new becomes a user where the provider may make some.
 */
export async function letIn(tx: Tx, provider: StoredProvider, claimed: Claimed): Promise<UserId> {
  const known = await findIdentity(tx, provider.id, claimed.subject)
  if (known) {
    await follow(tx, known, provider, claimed)
    return known
  }
  const linked = await linkable(tx, provider, claimed)
  if (linked) {
    await insertIdentity(tx, provider.id, claimed.subject, linked.id)
    record(tx, {
      action: 'user.linked',
      subject: { kind: 'user', id: linked.id },
      after: { provider: provider.code, subject: claimed.subject },
    })
    await follow(tx, linked.id, provider, claimed)
    return linked.id
  }
  if (!provider.mapping.createUsers) throw new NotLetIn('unknown')
  const { username, email, givenName, familyName, roles = provider.mapping.defaultRoles } = claimed
  try {
    const made = await createUser(tx, { username, givenName, familyName, roles, ...(email && { email }) })
    await insertIdentity(tx, provider.id, claimed.subject, made.id)
    return made.id
  } catch (error) {
    if (error instanceof DomainError && error.code === 'user.name-taken') throw new NotLetIn('taken')
    throw error
  }
}

/** Takes over what the provider says at this sign-in: names, address, and roles where it decides on them. */
async function follow(tx: Tx, id: string, provider: StoredProvider, claimed: Claimed): Promise<void> {
  const administrators = await countAdministrators(tx)
  const before = await lockUser(tx, id)
  if (!before) throw new NotLetIn('unknown')
  const { givenName, familyName, email, roles } = claimed
  const after = changedUser(
    before,
    { givenName, familyName, ...(email && { email }), ...(roles && { roles }) },
    tx.ctx.now,
  )
  // Nobody's sign-in leaves the installation without an administrator.
  if (administers(before) && !administers(after) && administrators === 1) after.roles = before.roles
  const difference = differenceOf(before, after)
  await tx.query('update external_identities set last_used_at = $3 where provider_id = $1 and subject = $2', [
    provider.id,
    claimed.subject,
    tx.ctx.now,
  ])
  if (Object.keys(difference.after).length === 0) return
  await checkUser(tx, after, before)
  await saveUser(tx, after)
  record(tx, {
    action: 'user.changed',
    subject: { kind: 'user', id },
    ...difference,
    why: `as ${provider.name} says`,
  })
  announce(tx, 'user.changed', id, { username: after.username })
}

async function linkable(tx: Tx, provider: StoredProvider, claimed: Claimed): Promise<User | undefined> {
  if (!provider.mapping.linkByEmail || !claimed.email || !claimed.emailVerified) return undefined
  return (await selectUsers(tx, 'lower(u.email) = lower($1)', [claimed.email], 1))[0]
}

async function findIdentity(tx: Tx, providerId: string, subject: string): Promise<UserId | undefined> {
  const rows = await tx.query<{ userId: UserId }>(
    'select user_id as "userId" from external_identities where provider_id = $1 and subject = $2',
    [providerId, subject],
  )
  return rows[0]?.userId
}

async function insertIdentity(tx: Tx, providerId: string, subject: string, userId: string): Promise<void> {
  await tx.query(
    `insert into external_identities (provider_id, subject, user_id, created_at, last_used_at)
     values ($1, $2, $3, $4, $4)`,
    [providerId, subject, userId, tx.ctx.now],
  )
}
