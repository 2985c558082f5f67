import type { Product } from '../../contract/catalog.ts'
import type { Command } from '../../contract/quotes.ts'
import { DomainError, type Queries, type Tx } from '../platform/index.ts'
import { currentRevision, readSnapshot, type Snapshot } from '../revisions/index.ts'
import type { Content, Line } from './content.ts'
import type { Head } from './store.ts'

const retired = 'product.retired'

/** Why a product is not sold anew; only what is active is. */
export function whyNotSold(product: Product | undefined): string | undefined {
  if (!product || product.lifecycle === 'active') return undefined
  const instead = product.successor ? `; ${product.successor} takes its place` : ''
  return `${product.name} is ${product.lifecycle} and not sold${instead}`
}

/**
 * The lines of a quote that moved to another revision, each told where its product is retired by then. What is
 * deprecated goes on where it was quoted.
 */
export async function withRetired(db: Queries, snapshot: Snapshot, content: Content): Promise<Content> {
  const gone = await retiredAmong(db, snapshot, content.lines)
  const lines = content.lines.map((line): Line => {
    const { configurationIssues: before = [], ...plain } = line
    const others = before.filter(({ code }) => code !== retired)
    const message = gone.get(line.product)
    const issues = message
      ? [...others, { code: retired, severity: 'error' as const, path: '', message }]
      : others
    if (issues.length === before.length && !message) return line
    return issues.length > 0 ? { ...plain, configurationIssues: issues } : plain
  })
  return { ...content, lines }
}

/** Refuses to hand out what is retired by now. What changes a contract concerns what was sold already. */
export async function demandSold(tx: Tx, database: object, head: Head, content: Content): Promise<void> {
  if (content.contract) return
  const snapshot = await readSnapshot(database, tx, await currentRevision(tx.ctx))
  const gone = await retiredAmong(tx, snapshot, content.lines)
  const issues = content.lines.flatMap((line) => {
    const message = gone.get(line.product)
    return message
      ? [{ code: retired, severity: 'error' as const, path: ['lines', line.id], message: `${message}.` }]
      : []
  })
  if (issues.length > 0) {
    throw new DomainError('quote.invalid', { number: head.number, action: 'submitted' }, issues)
  }
}

/** Refuses to add what is retired by now to a draft that still stands on an older revision. */
export async function demandNoneRetired(
  db: Queries,
  latest: Snapshot,
  commands: readonly Command[],
): Promise<void> {
  const added = commands.flatMap((command, at) =>
    command.type === 'addLine' ? [{ index: at + 1, product: command.line.product }] : [],
  )
  if (added.length === 0) return
  const gone = await retiredAmong(db, latest, added)
  for (const { index, product } of added) {
    const reason = gone.get(product)
    if (reason) throw new DomainError('command.invalid', { index, type: 'addLine', reason })
  }
}

async function retiredAmong(
  db: Queries,
  snapshot: Snapshot,
  lines: readonly Pick<Line, 'product'>[],
): Promise<Map<string, string>> {
  const products = await snapshot.get(db, 'products', [...new Set(lines.map((line) => line.product))])
  return new Map(
    (products as unknown as Product[])
      .filter(({ lifecycle }) => lifecycle === 'retired')
      .map((product) => [product.code, whyNotSold(product) ?? '']),
  )
}
