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
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, actor_id as "actorId",
       max(actor_name) as "actorName",
       count(*) filter (where action = 'session.started') as "signIns",
       count(*) filter (where action not like 'session.%' and action not like 'sign-in.%') as changes
     from audit_entries
     where at >= $1::timestamptz - make_interval(days => $2) and actor_id not in ('system', 'nobody')
     group by 1, 2 order by 1 desc, changes desc, "actorName" limit 2000`,
    [ctx.now, days],
  )
  return rows.map((row) => ({ ...row, signIns: Number(row.signIns), changes: Number(row.changes) }))
}
