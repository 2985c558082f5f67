import type { Quote } from '../../contract/quotes.ts'
import { findCustomer } from '../customers/index.ts'
import { type Context, DomainError, type Tx } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { lockDraft, type Saved, saveChange } from './edit.ts'
import { lastChange, markUndone } from './history.ts'
import { patched } from './patch.ts'
import { showQuote } from './read-quote.ts'

/** Takes back the latest change of a draft, field by field, so that what others did elsewhere stays. */
export function undoQuote(ctx: Context, database: object, id: string): Promise<Quote> {
  return turned(ctx, database, id, 'undo')
}

/** Does again what was taken back last. */
export function redoQuote(ctx: Context, database: object, id: string): Promise<Quote> {
  return turned(ctx, database, id, 'redo')
}

function turned(ctx: Context, database: object, id: string, action: 'undo' | 'redo'): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const { head, version, customer } = await turn(tx, database, id, action)
    return showQuote(tx.ctx, tx, head, version, { customer })
  })
}

export async function turn(tx: Tx, database: object, id: string, action: 'undo' | 'redo'): Promise<Saved> {
  const draft = await lockDraft(tx, database, id)
  const { head, version } = draft
  const change = await lastChange(tx, id, head.version, action === 'undo' ? 'change' : 'undo')
  if (!change) throw new DomainError('command.nothing-to-undo', { action })
  const content = patched(version.content, change.before)
  const snapshot = await readSnapshot(database, tx, content.revision)
  const customer = content.customer ? await findCustomer(tx, content.customer) : undefined
  await markUndone(tx, id, change.seq)
  return saveChange(
    tx,
    database,
    draft,
    { content, snapshot, customer },
    {
      kind: action,
      words: change.words.map((words) =>
        `${action === 'undo' ? 'took back' : 'again'}: ${words}`.slice(0, 500),
      ),
      undoes: change.seq,
    },
  )
}
