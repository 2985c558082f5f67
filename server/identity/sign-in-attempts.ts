import { isIPv6 } from 'node:net'
import type { Queries, Tx } from '../platform/index.ts'
import type { Claimant } from './hashing-lanes.ts'
import { attackedFrom, forgivenAfterMs, lockMinutes } from './lock-out.ts'

/**
 * Wrong passwords are counted in the database, so that all nodes count together: for a name from one address, and for
 * an address over all names. A name alone is never locked: whoever tries wrong passwords on it from elsewhere would
 * lock out the person it belongs to.
 */
export type Attempt = { username: string; address: string }

/** Takes what was typed and where from. Providers give a household 2⁶⁴ addresses of version 6: those count as one. */
export function attemptOf(username: string, ip: string | undefined): Attempt {
  return { username: username.toLowerCase(), address: networkOf(ip ?? '') }
}

/** Until when this name cannot sign in from this address. */
export async function lockedUntil(
  db: Queries,
  { username, address }: Attempt,
  now: Date,
): Promise<Date | undefined> {
  const rows = await db.query<{ until: Date | null }>(
    `select max(a.locked_until) as until from sign_in_attempts a
     where a.address = $2 and a.locked_until > $3 and (
       (a.scope = 'pair' and a.username = $1)
       or (a.scope = 'address' and a.username = '' and not exists (
         select 1 from sign_in_attempts known where known.scope = 'pair' and known.username = $1
           and known.address = $2 and known.succeeded_at > $3::timestamptz - interval '30 days')))`,
    [username, address, now],
  )
  return rows[0]?.until ?? undefined
}

/**
 * In which queue a password waits to be hashed. A name that is tried from everywhere locks nobody out: only what comes
 * for it from addresses its owner is not known at waits in a lane of its own, so that nobody else waits for it.
 */
export async function claimantOf(db: Queries, { username, address }: Attempt, now: Date): Promise<Claimant> {
  const rows = await db.query<{ attacked: boolean; known: boolean }>(
    `select exists (select 1 from sign_in_attempts where scope = 'name' and username = $1 and address = ''
         and failures >= $4 and last_failed_at > $3::timestamptz - interval '15 minutes') as attacked,
       exists (select 1 from sign_in_attempts where scope = 'pair' and username = $1 and address = $2
         and succeeded_at > $3::timestamptz - interval '30 days') as known`,
    [username, address, now, attackedFrom],
  )
  const { attacked = false, known = false } = rows[0] ?? {}
  return known
    ? { name: `${username} ${address}`, suspect: false, known }
    : { name: username, suspect: attacked }
}

/**
 * Whether the name was locked at this address while its password was being verified. What is in hand for the address
 * waits here for its turn, and learns nothing when it is: so a burst of guesses sent at once gains no more than the
 * same guesses in a row.
 */
export async function lockedMeanwhile(tx: Tx, attempt: Attempt): Promise<Date | undefined> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [attempt.address])
  return lockedUntil(tx, attempt, tx.ctx.now)
}

/** Counts a wrong password; returns until when it locks this name at this address, if it does now. */
export async function countWrongPassword(tx: Tx, { username, address }: Attempt): Promise<Date | undefined> {
  const { now } = tx.ctx
  await count(tx, 'address', '', address, now)
  await count(tx, 'name', username, '', now)
  return count(tx, 'pair', username, address, now)
}

/** Notes the right password and forgets the wrong ones before it. */
export async function countRightPassword(tx: Tx, { username, address }: Attempt): Promise<void> {
  await tx.query(
    `insert into sign_in_attempts (scope, username, address, failures, succeeded_at) values ('pair', $1, $2, 0, $3)
     on conflict (scope, username, address) do update set failures = 0, locked_until = null, succeeded_at = $3`,
    [username, address, tx.ctx.now],
  )
}

/** Lifts the locks of a person's names everywhere. */
export async function forgetWrongPasswords(tx: Tx, names: readonly (string | undefined)[]): Promise<void> {
  const lower = names.filter((name) => name !== undefined).map((name) => name.toLowerCase())
  await tx.query(
    `update sign_in_attempts set failures = 0, locked_until = null
     where scope = 'pair' and username = any($1::text[])`,
    [lower],
  )
}

/** Removes what no longer matters. */
export async function sweepAttempts(tx: Tx): Promise<void> {
  await tx.query(
    `delete from sign_in_attempts
     where coalesce(last_failed_at, '-infinity') < $1::timestamptz - interval '2 days'
       and coalesce(succeeded_at, '-infinity') < $1::timestamptz - interval '30 days'`,
    [tx.ctx.now],
  )
}

async function count(
  tx: Tx,
  scope: 'pair' | 'address' | 'name',
  username: string,
  address: string,
  now: Date,
): Promise<Date | undefined> {
  const rows = await tx.query<{ failures: number }>(
    `insert into sign_in_attempts as a (scope, username, address, failures, last_failed_at)
     values ($1, $2, $3, 1, $4)
     on conflict (scope, username, address) do update set last_failed_at = $4,
       failures = case when a.last_failed_at > $5 then a.failures + 1 else 1 end
     returning failures`,
    [scope, username, address, now, new Date(now.getTime() - forgivenAfterMs)],
  )
  if (scope === 'name') return undefined // locks nobody out
  const minutes = lockMinutes(scope, rows[0]?.failures ?? 0)
  if (minutes === 0) return undefined
  const until = new Date(now.getTime() + minutes * 60_000)
  await tx.query(
    `update sign_in_attempts set locked_until = greatest(locked_until, $4)
     where scope = $1 and username = $2 and address = $3`,
    [scope, username, address, until],
  )
  return until
}

function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped?.[1]) return mapped[1]
  if (!isIPv6(ip)) return ip
  const [head = '', tail = ''] = ip.split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const middle = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/64`
}
