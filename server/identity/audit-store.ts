import type { AuditEntry } from '../../contract/audit.ts'
import { newId, type Queries, type Tx } from '../platform/index.ts'
import type { AuditNote } from './audit.ts'

/** Appends all notes of a transaction at once. */
export async function insertAuditEntries(tx: Tx, notes: readonly AuditNote[]): Promise<void> {
  const { actor, now, origin, requestId } = tx.ctx
  const rows = notes.map((note) => ({
    id: newId('aud'),
    action: note.action,
    kind: note.subject.kind,
    subject: note.subject.id,
    before: note.before,
    after: note.after,
    why: note.why,
    actor: (note.by ?? actor).id,
    name: (note.by ?? actor).name,
    via: (note.by ?? actor).via,
  }))
  await tx.query(
    `insert into audit_entries (id, at, actor_id, actor_name, via, address, user_agent, request_id,
       action, subject_kind, subject_id, before, after, why)
     select id, $2, actor, name, via, $3, $4, $5, action, kind, subject, before, after, why
     from jsonb_to_recordset($1::jsonb) as note(
       id text, action text, kind text, subject text, before jsonb, after jsonb, why text, actor text, name text, via text)`,
    [
      JSON.stringify(rows, withoutSecrets),
      now,
      origin.ip ?? null,
      origin.userAgent?.slice(0, 300) ?? null,
      requestId,
    ],
  )
}

/** An entry is kept for good and is never sealed anew: of a tax id it says only that it changed. */
function withoutSecrets(name: string, value: unknown): unknown {
  return name === 'taxId' && typeof value === 'string' ? `…${value.slice(-3)}` : value
}

export type AuditFilter = {
  subjectKind?: string | undefined
  subjectId?: string | undefined
  actorId?: string | undefined
  action?: string | undefined
  from?: string | undefined
  to?: string | undefined
}
type AuditRow = { [Field in keyof AuditEntry]: AuditEntry[Field] | null } & {
  id: AuditEntry['id']
  at: Date
  position: string | null
}

/** Entries newest first, after a position. */
export function selectAuditEntries(
  db: Queries,
  filter: AuditFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<AuditEntry[]> {
  return select(db, filter, after, limit, { beyond: '<', order: 'desc' })
}

/** The same, oldest first. */
export function selectAuditEntriesUpwards(
  db: Queries,
  filter: AuditFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<AuditEntry[]> {
  return select(db, filter, after, limit, { beyond: '>', order: 'asc' })
}

async function select(
  db: Queries,
  filter: AuditFilter,
  after: readonly [string, string] | undefined,
  limit: number,
  { beyond, order }: { beyond: '<'; order: 'desc' } | { beyond: '>'; order: 'asc' },
): Promise<AuditEntry[]> {
  const rows = await db.query<AuditRow>(
    `select id, at, actor_id as "actorId", actor_name as "actorName", via, address, user_agent as "userAgent",
       request_id as "requestId", action, subject_kind as "subjectKind", subject_id as "subjectId",
       before, after, why, position
     from audit_entries
     where ($1::text is null or subject_kind = $1) and ($2::text is null or subject_id = $2)
       and ($3::text is null or actor_id = $3)
       and ($4::text is null or action = $4 or (right($4, 1) = '.' and starts_with(action, $4)))
       and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
       and ($7::timestamptz is null or (at, id) ${beyond} ($7, $8::text))
     order by at ${order}, id ${order} limit $9`,
    [
      filter.subjectKind ?? null,
      filter.subjectId ?? null,
      filter.actorId ?? null,
      filter.action ?? null,
      filter.from ?? null,
      filter.to ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  )
  return rows.map((row) => {
    const present = Object.entries(row).filter(([, value]) => value !== null)
    const position = row.position === null ? {} : { position: Number(row.position) }
    return { ...Object.fromEntries(present), ...position, at: row.at.toISOString() } as AuditEntry // the columns of the table
  })
}
