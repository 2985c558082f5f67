import { type App, announce, DomainError, type Queries, type Tx } from '../../platform/index.ts'
import { findUser } from '../people.ts'
import { deleteSessionsOf } from '../session-store.ts'
import { administers } from '../user.ts'
import { countAdministrators } from '../user-store.ts'
import { formerWords } from './former-words.ts'
import { erasedName, erasedUsername, type Person } from './person.ts'
import { definePersonal, definePersons } from './personal.ts'

/** Users as persons: who they are, what is theirs alone, and what is left of them. */
export function registerUsersAsPersons(app: App): void {
  definePersons(app, {
    kind: 'user',
    prefix: 'usr',
    own: { table: 'users', what: 'user account', where: 'id = $1' },
    find: findPerson,
    async search(db, words, limit) {
      return db.query(
        `select id, 'user' as kind, given_name || ' ' || family_name as name, username as of from users
         where erased_at is null and lower(given_name || ' ' || family_name || ' ' || username || ' ' || coalesce(email, ''))
           like $1
         order by family_name, given_name limit $2`,
        [`%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`, limit],
      )
    },
    close,
    async profile(db, { id }) {
      return { ...(await findUser(db, id)) }
    },
    remove,
  })
  const ofUser = 'user_id = $1'
  definePersonal(app, {
    rows: [
      {
        table: 'programs',
        what: 'API keys and clients',
        where: ofUser,
        shows: 'id, kind, name, scopes, created_at, expires_at, last_used_at, last_used_address',
      },
      {
        table: 'sessions',
        what: 'sessions',
        where: ofUser,
        shows: 'kind, method, created_at, last_seen_at, ends_at, address, user_agent',
      },
      {
        table: 'account_links',
        what: 'links by mail',
        where: ofUser,
        shows: 'kind, email, created_at, used_at',
      },
      {
        table: 'second_factors',
        what: 'second factors',
        where: ofUser,
        shows: 'kind, name, created_at, last_used_at',
      },
      { table: 'recovery_codes', what: 'recovery codes', where: ofUser },
      { table: 'sign_in_tickets', what: 'sign-ins under way', where: ofUser },
      { table: 'passkey_challenges', what: 'passkeys under way', where: ofUser },
      {
        table: 'external_identities',
        what: 'identities at providers',
        where: ofUser,
        shows: 'provider_id, subject, created_at, last_used_at',
      },
      {
        table: 'sso_requests',
        what: 'single sign-ons under way',
        where: `found::text like '%' || $1 || '%'`,
      },
      { table: 'provisioned_members', what: 'groups of the directory', where: ofUser, shows: 'group_id' },
      {
        table: 'sign_in_attempts',
        what: 'counted sign-ins',
        where: 'lower(username) = any($2) or lower(username) = any($3)',
        shows: 'address, failures, last_failed_at, succeeded_at',
      },
      { table: 'rate_counts', what: 'counted requests', where: 'who = $1 or lower(who) = any($2 || $3)' },
      { table: 'idempotency_keys', what: 'answers kept for repeated requests', where: 'actor_id = $1' },
    ],
  })
}

async function findPerson(db: Queries, id: string): Promise<Person | undefined> {
  const user = await findUser(db, id)
  const [erased] = await db.query('select 1 from users where id = $1 and erased_at is not null', [id])
  if (!user || erased) return undefined
  const words = await formerWords(db, id)
  const links = await db.query<{ email: string }>(
    `select distinct unnest(array[email, previous_email]) as email from account_links where user_id = $1`,
    [id],
  )
  const all = (now: readonly (string | undefined | null)[], before: readonly string[]) =>
    [...new Set([...now, ...before])].filter(
      (each): each is string => typeof each === 'string' && each !== '',
    )
  const given = all([user.givenName], words.given)
  const family = all([user.familyName], words.family)
  return {
    id,
    kind: 'user',
    name: user.name,
    of: user.username,
    names: given.flatMap((first) => family.map((last) => ({ given: first, family: last }))),
    emails: all([user.email, ...links.map(({ email }) => email)], words.email),
    usernames: all([user.username], words.username),
    phones: [],
  }
}

async function close(tx: Tx, { id }: Person): Promise<void> {
  const administrators = await countAdministrators(tx)
  const user = await findUser(tx, id)
  if (user && administers(user) && administrators === 1)
    throw new DomainError('person.cannot-erase', { reason: 'nobody else could administer the system' })
  await tx.query(
    'update users set enabled = false, version = version + 1, updated_at = $2 where id = $1 and enabled',
    [id, tx.ctx.now],
  )
  await deleteSessionsOf(tx, id)
  announce(tx, 'user.changed', id, {})
}

/** The row stays, for all that points to it: without a name, a way in, or a right. */
async function remove(tx: Tx, { id }: Person): Promise<void> {
  await tx.query(
    `update users set username = $2, given_name = $3, family_name = $4, email = null, external_id = null, roles = '{}',
       enabled = false, expired = true, password_hash = null, failed_sign_ins = 0, locked_until = null,
       last_login_at = null, deprovisioned_at = coalesce(deprovisioned_at, $5), erased_at = $5, version = version + 1,
       updated_at = $5
     where id = $1`,
    [id, erasedUsername(id), erasedName.given, erasedName.family, tx.ctx.now],
  )
  announce(tx, 'user.changed', id, {})
}
