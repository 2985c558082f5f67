import type { Issue } from '../../../contract/problem.ts'
import type { ReferenceKind } from '../../../contract/revisions.ts'
import type { ReferenceThing } from '../../../contract/text-form.ts'
import { permit } from '../../identity/index.ts'
import type { Context } from '../../platform/index.ts'
import { currentRevision, kinds, rowsAmong, wordsOf } from '../../revisions/index.ts'

type Given = { kind: ReferenceKind; code: string; body: ReferenceThing['body'] }
type Compared = Pick<Given, 'kind' | 'code'> & {
  outcome: 'new' | 'changed' | 'unchanged' | 'wrong'
  words: string[]
  issues: Issue[]
}

/** How each of these things differs from what a revision has. */
export async function compareThings(
  ctx: Context,
  { things, revision: asked }: { things: Given[]; revision?: number | undefined },
): Promise<{ items: Compared[] }> {
  permit(ctx, 'floors.read')
  const revision = asked ?? (await currentRevision(ctx))
  const items: Compared[] = []
  for (const [kind, ofKind] of Map.groupBy(things, (thing) => thing.kind)) {
    permit(ctx, `${kinds[kind].area}.read`)
    const codes = ofKind.map((thing) => thing.code)
    const rows = new Map((await rowsAmong(ctx.db, kind, revision, codes)).map((row) => [row.code, row]))
    items.push(...ofKind.map((thing) => compared(thing, rows.get(thing.code))))
  }
  return { items }
}

function compared({ kind, code, body }: Given, row: Record<string, unknown> | undefined): Compared {
  const thing = { kind, code }
  const result = kinds[kind].schema.safeParse({ ...body, code })
  if (!result.success) {
    const issues = result.error.issues.map(
      (issue): Issue => ({
        code: 'invalid',
        severity: 'error',
        path: issue.path.map(String),
        message: issue.message,
      }),
    )
    return { ...thing, outcome: 'wrong', words: [], issues }
  }
  const words = row ? wordsOf(row, result.data) : []
  const outcome = !row ? 'new' : words.length > 0 ? 'changed' : 'unchanged'
  return { ...thing, outcome, words, issues: [] }
}
