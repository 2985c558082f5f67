import type { ProductModel } from '../../contract/catalog.ts'
import { type CompiledModel, compile } from '../../engines/configurator/index.ts'
import { DomainError, type Queries } from '../platform/index.ts'
import type { Snapshot } from '../revisions/index.ts'

/** Models compiled once per published state: code and revision name one for ever. */
const compiled = new Map<string, CompiledModel>()
const capacity = 200

/** The compiled model of a configurable product at a revision; undefined when it has nothing to configure. */
export async function findModel(
  db: Queries,
  snapshot: Snapshot,
  product: { code: string; model?: string | undefined },
): Promise<CompiledModel | undefined> {
  if (!product.model) return undefined
  const [row] = (await snapshot.get(db, 'models', [product.model])) as unknown as (ProductModel & {
    revision: number
  })[]
  if (!row) return undefined
  const key = `${row.code}@${row.revision}`
  const known = compiled.get(key)
  if (known) return known
  const result = compile(row.model)
  if (!result.ok) {
    throw new DomainError(
      'configuration.no-model',
      { product: product.code },
      result.issues.map((issue) => ({
        code: issue.code,
        severity: issue.severity,
        path: [issue.path],
        message: issue.message,
      })),
    )
  }
  for (const oldest of compiled.keys()) {
    if (compiled.size < capacity) break
    compiled.delete(oldest)
  }
  compiled.set(key, result.compiled)
  return result.compiled
}
