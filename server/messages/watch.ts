import type { App, Context } from '../platform/index.ts'

/** Refuses who may not see the thing. */
export type Check = (ctx: Context, id: string) => Promise<unknown>

const checks = new WeakMap<App, Map<string, Check>>()

/** Lets things whose id begins with `kind` be watched in the stream by whoever `check` lets through. */
export function allowWatching(app: App, kind: string, check: Check): void {
  const known = checks.get(app) ?? new Map<string, Check>()
  known.set(kind, check)
  checks.set(app, known)
}

/** The ids among these that the actor may watch. */
export async function watchable(app: App, ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const allowed = new Set<string>()
  for (const id of ids.slice(0, 20)) {
    const check = checks.get(app)?.get(id.split('_', 1)[0] ?? '')
    const refused =
      check === undefined ||
      (await check(ctx, id).then(
        () => false,
        () => true,
      ))
    if (!refused) allowed.add(id)
  }
  return allowed
}
