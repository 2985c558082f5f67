import type { Issue } from '../../contract/problem.ts'
import { type App, type Context, defineSealed } from '../platform/index.ts'
import { checkDrafts } from './checks.ts'
import { type ChangeSetRow, contentOf, draftsOf, lastRevision } from './store.ts'

const column = { table: 'change_set_findings', column: 'issues' }

export const sealFindings = (app: App): void =>
  defineSealed(app, {
    ...column,
    key: ['change_set_id'],
    row: ({ change_set_id }) => String(change_set_id),
    form: 'text',
  })

/**
 * What the checks find in a change set. It is kept until the change set, the published revision or the day is another
 * one, so that looking at a large change set again costs nothing. Publishing always checks anew.
 */
export async function findingsOn(ctx: Context, set: ChangeSetRow): Promise<Issue[]> {
  const place = { ...column, row: set.id }
  const revision = await lastRevision(ctx.db)
  const day = ctx.now.toISOString().slice(0, 10) // what is over is over by the day
  const content = `${revision} ${day} ${await contentOf(ctx.db, set)}`
  const [kept] = await ctx.db.query<{ issues: string }>(
    'select issues from change_set_findings where change_set_id = $1 and content = $2',
    [set.id, content],
  )
  if (kept) return JSON.parse(ctx.db.keys.open(kept.issues, place)) as Issue[]
  const issues = await checkDrafts(ctx.db, revision, await draftsOf(ctx.db, set), ctx.now)
  await ctx.transaction((tx) =>
    tx.query(
      `insert into change_set_findings (change_set_id, content, issues) values ($1, $2, $3)
       on conflict (change_set_id) do update set content = excluded.content, issues = excluded.issues`,
      [set.id, content, tx.keys.seal(JSON.stringify(issues), place)],
    ),
  )
  return issues
}
