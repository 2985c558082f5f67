import type { Quote } from '../../contract/quotes.ts'
import { findUsers, record } from '../identity/index.ts'
import { announce, type Context, DomainError, demandMatch } from '../platform/index.ts'
import { askAboutNewOwner } from './ask-about-new-owner.ts'
import { noteEvent } from './history.ts'
import { permitQuote } from './policy.ts'
import { showQuote } from './read-quote.ts'
import { readVersion } from './store.ts'
import { lockHead } from './transition.ts'

export type Filing = {
  owner?: string | undefined
  template?: boolean | undefined
  archived?: boolean | undefined
}

/** Whose a quote is, whether others begin from it, and whether it is out of the way: nothing its customer sees. */
export function fileQuote(
  ctx: Context,
  database: object,
  id: string,
  ifMatch: string | undefined,
  { owner, template, archived }: Filing,
): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const head = await lockHead(tx, id)
    permitQuote(ctx, 'quotes.write', head)
    demandMatch(ifMatch, head.seq)
    const words: string[] = []
    const next = { ...head, seq: head.seq + 1 }
    if (owner !== undefined && owner !== head.ownerId) {
      const person = (await findUsers(tx, [owner])).get(owner)
      if (!person?.enabled) throw new DomainError('user.not-found', { id: owner })
      next.ownerId = person.id
      words.push(`handed over to ${person.name}`)
    }
    if (template !== undefined) {
      next.template = template
      words.push(template ? 'made a template' : 'no longer a template')
    }
    if (archived !== undefined) {
      next.archived = archived
      words.push(archived ? 'archived' : 'taken out of the archive')
    }
    if (words.length > 0) {
      await tx.query(
        `update quotes set seq = $2, owner_id = $3, template = coalesce($4, template),
           archived_at = case when $5::boolean is null then archived_at when $5 then $6::timestamptz end,
           updated_at = $6 where id = $1`,
        [id, next.seq, next.ownerId, template ?? null, archived ?? null, tx.ctx.now],
      )
      if (next.ownerId !== head.ownerId) {
        const asked = await askAboutNewOwner(tx, database, next, await readVersion(tx, next))
        if (asked) words.push('asked for approval again')
      }
      await noteEvent(tx, next, { kind: 'filed', words })
      record(tx, {
        action: 'quote.filed',
        subject: { kind: 'quote', id },
        before: { owner: head.ownerId },
        after: { owner: next.ownerId, template, archived },
      })
      announce(tx, 'quote.filed', id, { seq: next.seq, owner: next.ownerId, status: next.status })
    }
    const shown = words.length > 0 ? next : head
    return showQuote(tx.ctx, tx, shown, await readVersion(tx, shown))
  })
}
