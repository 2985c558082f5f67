import type { Quote } from '../../contract/quotes.ts'
import { findCustomer } from '../customers/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { lockDraft, saveChange } from './edit.ts'
import { lastChange, markUndone } from './history.ts'
import { patched } from './patch.ts'

/** Takes back the latest change of a draft, field by field, so that what others did elsewhere stays. */
export function undoQuote(ctx: Context, database: object, id: string): Promise<Quote> {
  return turn(ctx, database, id, 'change')
}

/** Does again what was taken back last. */
export function redoQuote(ctx: Context, database: object, id: string): Promise<Quote> {
  return turn(ctx, database, id, 'undo')
}

function turn(ctx: Context, database: object, id: string, of: 'change' | 'undo'): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const { head, version } = await lockDraft(tx, id)
    const change = await lastChange(tx, id, head.version, of)
    const action = of === 'change' ? 'undo' : 'redo'
    if (!change) throw new DomainError('command.nothing-to-undo', { action })
    const content = patched(version.content, change.before)
    const snapshot = await readSnapshot(database, tx, content.revision)
    const customer = content.customer ? await findCustomer(tx, content.customer) : undefined
    const saved = await saveChange(tx, head, version, content, snapshot, customer, {
      kind: action,
      words: change.words.map((words) =>
        `${action === 'undo' ? 'took back' : 'again'}: ${words}`.slice(0, 500),
      ),
      undoes: change.seq,
    })
    await markUndone(tx, id, change.seq)
    return {
      ...saved,
      canUndo: (await lastChange(tx, id, head.version, 'change')) !== undefined,
      canRedo: (await lastChange(tx, id, head.version, 'undo')) !== undefined,
    }
  })
}
