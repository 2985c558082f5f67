import type { Command } from '../../contract/quotes.ts'
import { getConfiguration, itemOf, markQuoted } from '../configuration/index.ts'
import type { Tx } from '../platform/index.ts'

/** Commands whose new lines are made from saved configurations, with what was decided there. */
export async function withDecisions(tx: Tx, commands: readonly Command[]): Promise<Command[]> {
  const known: Command[] = []
  for (const command of commands) {
    const id = configurationOf(command)
    if (command.type !== 'addLine' || !id) {
      known.push(command)
      continue
    }
    const { line } = command
    const { products } = await getConfiguration(tx.ctx, id)
    const item = line.item ?? products.find((each) => each.product === line.product)?.id ?? ''
    const { decisions } = itemOf({ products }, item)
    known.push({ ...command, line: { decisions, ...line } })
  }
  return known
}

/** Notes on saved configurations that this quote was made from them. */
export async function noteQuoted(tx: Tx, quoteId: string, commands: readonly Command[]): Promise<void> {
  for (const id of new Set(commands.flatMap((command) => configurationOf(command) ?? []))) {
    await markQuoted(tx, id, quoteId)
  }
}

const configurationOf = (command: Command) =>
  command.type === 'addLine' ? command.line.configuration : undefined
