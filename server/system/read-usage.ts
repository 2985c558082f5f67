import type { Context } from '../platform/index.ts'

/** What people did on each of the last days, from the audit trail; what the system did by itself is left out. */
export async function readUsage(ctx: Context, days: number) {
  const rows = await ctx.db.query<{
    day: string
    actorId: string
    actorName: string
    signIns: string
    changes: string
  }>(
    // Who signs in is nobody yet: the entry is about them.
    `select to_char(e.at at time zone 'UTC', 'YYYY-MM-DD') as day, u.id as "actorId",
       u.given_name || ' ' || u.family_name as "actorName",
       count(*) filter (where e.action = 'session.started') as "signIns",
       count(*) filter (where e.action not like 'session.%' and e.action <> 'access.refused') as changes
     from audit_entries e
     join users u on u.id = case when e.action = 'session.started' then e.subject_id else e.actor_id end
     where e.at >= $1::timestamptz - make_interval(days => $2)
     group by 1, 2, 3 order by 1 desc, changes desc, "actorName" limit 2000`,
    [ctx.now, days],
  )
  return rows.map((row) => ({ ...row, signIns: Number(row.signIns), changes: Number(row.changes) }))
}
