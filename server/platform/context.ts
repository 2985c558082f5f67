import type { Permission, Reach } from '../../contract/permissions.ts'
import type { Keyring } from './keyring/keyring.ts'

/** Who acts: a person, a program with its owner's token, or the system itself in a job. */
export type Actor = {
  id: string
  name: string
  /** Widest reach of each permission the actor has. */
  grants: ReadonlyMap<Permission, Reach>
  teamId?: string
  unitId?: string
  via: 'session' | 'token' | 'key' | 'client' | 'system' | 'nobody'
}

/** Who, when, from where, on which database. No bag of services. */
export type Context = {
  actor: Actor
  requestId: string
  now: Date
  origin: { ip?: string; userAgent?: string }
  db: Queries
  /** Runs `work` in one transaction; events, jobs and audit entries noted in it are stored with it or not at all. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
}

export type Queries = {
  /** Rows of one statement. Values are bound, never pasted into the text. NUMERIC comes back as a string. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Seals and opens what this database does not hold in the clear. */
  readonly keys: Keyring
}

declare const insideTransaction: unique symbol
/** Whatever writes asks for this; only `transaction` hands it out. */
export type Tx = Queries & {
  readonly [insideTransaction]: true
  readonly ctx: Context
  /** Runs just before the commit, in the order noted. */
  beforeCommit(work: () => Promise<void>): void
  /** Runs once the change is durable, to drop what is cached of it; not at all after a rollback. */
  afterCommit(work: () => void): void
}
