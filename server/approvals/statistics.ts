import type { Context } from '../platform/index.ts'

type Totals = {
  requests: number
  automatic: number
  approved: number
  rejected: number
  withoutChange: number
}

/** How approvals went lately: what was automatic, what was approved at the first attempt, and how long each step took. */
export async function approvalStatistics(ctx: Context, days: number) {
  const from = new Date(ctx.now.getTime() - days * 86_400_000)
  const [[totals], steps, weeks] = await Promise.all([
    ctx.db.query<Totals>(
      `select count(*)::int as requests,
         count(*) filter (where status = 'NOT_REQUIRED')::int as automatic,
         count(*) filter (where status = 'APPROVED')::int as approved,
         count(*) filter (where status = 'REJECTED')::int as rejected,
         count(*) filter (where status = 'APPROVED' and not exists (
           select 1 from approval_requests before
           where before.quote_id = r.quote_id and before.requested_at < r.requested_at
             and before.version = r.version))::int as "withoutChange"
       from approval_requests r where requested_at >= $1`,
      [from],
    ),
    ctx.db.query<{
      asked: string
      decisions: number
      medianHours: string
      slowHours: string
      overdue: number
      rejected: number
    }>(
      `select asked, count(*)::int as decisions,
         round((percentile_cont(0.5) within group (order by ${hours}))::numeric, 1)::text as "medianHours",
         round((percentile_cont(0.9) within group (order by ${hours}))::numeric, 1)::text as "slowHours",
         count(*) filter (where decided_at > deadline)::int as overdue,
         count(*) filter (where status = 'REJECTED')::int as rejected
       from approval_steps where decided_at >= $1 and opened_at is not null
       group by asked order by count(*) desc, asked limit 50`,
      [from],
    ),
    ctx.db.query<{ week: string; automatic: number; asked: number; medianHours: string | null }>(
      `select to_char(date_trunc('week', requested_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
         count(*) filter (where status = 'NOT_REQUIRED')::int as automatic,
         count(*) filter (where status <> 'NOT_REQUIRED')::int as asked,
         round((percentile_cont(0.5) within group (order by extract(epoch from decided_at - requested_at) / 3600)
           filter (where status in ('APPROVED', 'REJECTED')))::numeric, 1)::text as "medianHours"
       from approval_requests where requested_at >= $1 group by 1 order by 1`,
      [from],
    ),
  ])
  return {
    from: from.toISOString(),
    ...(totals ?? { requests: 0, automatic: 0, approved: 0, rejected: 0, withoutChange: 0 }),
    steps,
    weeks: weeks.map(({ medianHours, ...week }) => ({
      ...week,
      ...(medianHours !== null && { medianHours }),
    })),
  }
}

/** How long each kind of step took in the last ninety days: half of them at most so many hours. */
export async function usualHours(
  ctx: Pick<Context, 'db' | 'now'>,
  asked: readonly string[],
): Promise<Map<string, { hours: string; decisions: number }>> {
  const rows = await ctx.db.query<{ asked: string; hours: string; decisions: number }>(
    `select asked, count(*)::int as decisions,
       round((percentile_cont(0.5) within group (order by ${hours}))::numeric, 1)::text as hours
     from approval_steps where asked = any($1::text[]) and decided_at >= $2 and opened_at is not null group by asked`,
    [[...new Set(asked)], new Date(ctx.now.getTime() - 90 * 86_400_000)],
  )
  return new Map(rows.map(({ asked: name, ...usual }) => [name, usual]))
}

const hours = 'extract(epoch from decided_at - opened_at) / 3600'
