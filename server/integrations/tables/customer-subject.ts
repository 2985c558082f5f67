import { customerRow } from '../../../contract/customers.ts'
import {
  contradictionsIn,
  customerRows,
  danglersIn,
  type ImportedRow,
  importCustomers,
  knownCustomers,
  linkParents,
  takeBackCustomers,
} from '../../customers/index.ts'
import { permit } from '../../identity/index.ts'
import type { Tx } from '../../platform/index.ts'
import { codesInFile, type ImportRecord, markRows, selectRows } from './import-store.ts'
import type { Subject } from './subject.ts'

const rowsAtOnce = 2000

/** Customers are no reference data: rows hold at once, and taking them back is a change of its own. */
export const customers: Subject = {
  singular: 'customer',
  schema: customerRow,
  permit: (ctx, action, owner) => permit(ctx, `customers.${action}`, owner),
  standing: (ctx, _, codes) => knownCustomers(ctx, codes),
  contradictions: (body) => contradictionsIn(body as ImportedRow['body']), // parsed by the schema above
  lookThrough: markDanglers,
  // What was kept with a row is what `knownCustomers` has seen.
  put: (tx, { id }, rows) =>
    importCustomers(
      tx,
      id,
      rows.map(({ row, body, before }) => ({ row, body, seen: before }) as ImportedRow),
    ),
  settle: (tx, { id }) => linkParents(tx, id),
  takeBack: (tx, { id }) => takeBackCustomers(tx, id),
  pages: (ctx) => customerRows(ctx),
}

async function markDanglers(tx: Tx, { id }: ImportRecord): Promise<void> {
  let after = 0
  for (;;) {
    const rows = await selectRows(tx, id, { outcomes: ['new', 'changed'], after, limit: rowsAtOnce })
    const last = rows.at(-1)
    if (!last) return
    const parsed = rows.map(({ row, body }) => ({ row, body: body as ImportedRow['body'] })) // when it was read
    await markRows(tx, id, await danglersIn(tx, parsed, (codes) => codesInFile(tx, id, codes)))
    after = last.row
  }
}
