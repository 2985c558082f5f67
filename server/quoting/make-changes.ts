import type { Command, QuoteChanges } from '../../contract/quotes.ts'
import type { Context } from '../platform/index.ts'
import { carryOut } from './edit.ts'
import { showChanges } from './read-quote.ts'
import { turn } from './undo-quote.ts'

type Asked = { seq: number } & ({ commands: readonly Command[] } | { turn: 'undo' | 'redo' })

/** A change that is answered with what became of the quote, not with all of it. */
export function makeChanges(ctx: Context, database: object, id: string, asked: Asked): Promise<QuoteChanges> {
  return ctx.transaction(async (tx) => {
    const { head, version, customer } =
      'turn' in asked ? await turn(tx, database, id, asked.turn) : await carryOut(tx, database, id, asked)
    return showChanges(tx.ctx, tx, head, version, asked.seq, { customer })
  })
}
