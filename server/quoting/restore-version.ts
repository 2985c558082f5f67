import type { Quote } from '../../contract/quotes.ts'
import { findCustomer } from '../customers/index.ts'
import { record } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { lockDraft, saveChange } from './edit.ts'
import { permitQuote } from './policy.ts'
import { showQuote } from './read-quote.ts'
import { readVersion } from './store.ts'
import { lockHead } from './transition.ts'

/** Makes the draft what an earlier version was, as one change that can be taken back. */
export function restoreVersion(ctx: Context, database: object, id: string, version: number): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const draft = await lockDraft(tx, database, id)
    const { content } = await readVersion(tx, draft.head, version)
    const snapshot = await readSnapshot(database, tx, content.revision)
    const customer = content.customer ? await findCustomer(tx, content.customer) : undefined
    const saved = await saveChange(
      tx,
      database,
      draft,
      { content, snapshot, customer },
      {
        kind: 'change',
        words: [`restored version ${version}`],
      },
    )
    return showQuote(tx.ctx, tx, saved.head, saved.version, { customer })
  })
}

/** Says in words what a version is about; the version itself stays as it is. */
export function describeVersion(
  ctx: Context,
  id: string,
  version: number,
  description: string,
): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const head = await lockHead(tx, id)
    permitQuote(ctx, 'quotes.write', head)
    await readVersion(tx, head, version)
    await tx.query('update quote_versions set description = $3 where quote_id = $1 and version = $2', [
      id,
      version,
      description,
    ])
    record(tx, {
      action: 'quote.version-described',
      subject: { kind: 'quote', id },
      after: { version, description },
    })
    return showQuote(tx.ctx, tx, head, await readVersion(tx, head))
  })
}
