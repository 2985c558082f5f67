import type { Configuration } from '../../contract/configurations.ts'
import { announce, type Tx } from '../platform/index.ts'
import { lockConfiguration, shown } from './save-configuration.ts'
import { updateConfiguration } from './store.ts'

/** What a saved configuration came to when it was priced. A configuration with mistakes stays a draft. */
export async function notePrice(
  tx: Tx,
  id: string,
  price: { currency: string; net: string },
  /** The part of each product, by its id. */
  parts: ReadonlyMap<string, string>,
): Promise<Configuration> {
  const before = await lockConfiguration(tx, id)
  const status = before.status === 'VALIDATED' ? 'PRICED' : before.status
  const at = tx.ctx.now.toISOString()
  const products = before.products.map((each) => ({ ...each, net: parts.get(each.id) }))
  const priced = { ...before, status, products, price: { ...price, at }, seq: before.seq + 1, updatedAt: at }
  await updateConfiguration(tx, priced)
  announce(tx, 'configuration.priced', id, price)
  return shown(priced)
}

/** A quote was made from it. */
export async function markQuoted(tx: Tx, id: string, quote: string): Promise<void> {
  const before = await lockConfiguration(tx, id)
  const at = tx.ctx.now.toISOString()
  await updateConfiguration(tx, { ...before, status: 'QUOTED', quote, seq: before.seq + 1, updatedAt: at })
  announce(tx, 'configuration.quoted', id, { quote })
}
