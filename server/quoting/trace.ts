import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { Priced, Step } from '../../engines/pricer/types.ts'
import { findCustomer } from '../customers/index.ts'
import type { Context, Tx } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { priceQuote } from './price-quote.ts'
import { openTrace, sealTrace } from './sealed-quotes.ts'
import type { Head, Version } from './store.ts'
import { findWorkingCopy } from './working-copies.ts'

const compress = promisify(zstdCompress)
const expand = promisify(zstdDecompress)

type Trace = { quote: Step[]; charges: Step[][]; lines: Record<string, Step[]> }

/** Keeps how every amount of a version came about, with the version and as long as it. */
export async function keepTrace(tx: Tx, head: Head, priced: Priced): Promise<void> {
  const trace: Trace = {
    quote: priced.steps,
    charges: priced.charges.map((charge) => charge.steps),
    lines: Object.fromEntries(priced.lines.map((line) => [line.id, line.steps])),
  }
  await tx.query('update quote_versions set trace = $3 where quote_id = $1 and version = $2', [
    head.id,
    head.version,
    sealTrace(tx, head.id, await compress(JSON.stringify(trace))),
  ])
}

/** A version with its steps: as they were kept, or, of a draft, as they are made now. */
export async function tracedVersion(
  ctx: Context,
  database: object,
  head: Head,
  version: Version,
): Promise<Priced> {
  const trace = version.status === 'DRAFT' ? undefined : await findTrace(ctx, head, version.version)
  if (!trace) return priceAgain(ctx, database, head, version)
  const { priced } = version
  return {
    ...priced,
    steps: trace.quote,
    charges: priced.charges.map((charge, place) => ({ ...charge, steps: trace.charges[place] ?? [] })),
    lines: priced.lines.map((line) => ({ ...line, steps: trace.lines[line.id] ?? [] })),
  }
}

async function findTrace(ctx: Context, head: Head, version: number): Promise<Trace | undefined> {
  const [row] = await ctx.db.query<{ trace: Buffer | null }>(
    'select trace from quote_versions where quote_id = $1 and version = $2',
    [head.id, version],
  )
  if (!row?.trace) return undefined
  return JSON.parse((await expand(openTrace(ctx.db, head.id, row.trace))).toString()) as Trace
}

async function priceAgain(ctx: Context, database: object, head: Head, version: Version): Promise<Priced> {
  const known = findWorkingCopy(database, head)
  if (known?.pricedQuote && known.version.version === version.version) return known.pricedQuote.priced
  const { content } = version
  const customer = content.customer ? await findCustomer(ctx.db, content.customer) : undefined
  const snapshot = await readSnapshot(database, ctx.db, content.revision)
  return (await priceQuote(ctx.db, snapshot, content, customer)).priced
}
