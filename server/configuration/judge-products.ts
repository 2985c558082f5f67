import type { ConfiguredProduct } from '../../contract/configurations.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { type Context, DomainError, newId } from '../platform/index.ts'
import { currentRevision } from '../revisions/index.ts'
import { configure } from './configure.ts'
import { getSellable } from './session.ts'
import type { Saved } from './store.ts'

/** A product as somebody asks for it; with an id it is one that is there already. */
export type GivenProduct = {
  id?: string | undefined
  product: string
  plan?: string | undefined
  variant?: string | undefined
  quantity: string
  decisions: Decision[]
}
export type Judged = Pick<Saved, 'revision' | 'products' | 'valid' | 'status'>

/** Each product as a revision has it, the present one unless told: what was chosen, and whether it is sound. */
export async function judgeProducts(
  ctx: Context,
  database: object,
  given: readonly GivenProduct[],
  at?: number,
): Promise<Judged> {
  const revision = at ?? (await currentRevision(ctx))
  const products = await Promise.all(given.map((each) => judged(ctx, database, each, revision)))
  const valid = products.every((each) => each.valid)
  return { revision, products, valid, status: valid ? 'VALIDATED' : 'DRAFT' }
}

async function judged(
  ctx: Context,
  database: object,
  { id, product: code, plan, variant, quantity, decisions }: GivenProduct,
  revision: number,
): Promise<ConfiguredProduct> {
  const { product, plans, model } = await getSellable(ctx, database, code, revision)
  const missing = (kind: string, named: string) =>
    new DomainError('reference.not-found', { kind, code: named })
  if (plan && !plans.some((each) => each.code === plan)) throw missing('plan', plan)
  if (variant && !product.variants?.some((each) => each.code === variant)) throw missing('variant', variant)
  if (!model && decisions.length > 0) throw new DomainError('configuration.no-model', { product: code })
  const { issues, choices } = model ? configure(model, decisions) : { issues: [], choices: [] }
  return {
    id: (id ?? newId('cfp')) as ConfiguredProduct['id'],
    product: code,
    productName: product.name,
    ...(plan && { plan }),
    ...(variant && { variant }),
    quantity,
    configurable: model !== undefined,
    decisions,
    choices,
    valid: !issues.some((issue) => issue.severity === 'error'),
    issues,
  }
}
