import type { Plan, Product } from '../../contract/catalog.ts'
import type * as engine from '../../engines/pricer/types.ts'
import { componentsOf, takenOf } from '../catalog/index.ts'
import type { Context } from '../platform/index.ts'
import type { Snapshot } from '../revisions/index.ts'

const deepest = 4

/** What a bundle usually holds, as lines below its own; a quote of one line would have the same. */
export async function bundleLines(
  ctx: Context,
  snapshot: Snapshot,
  line: engine.RequestLine,
  level = 0,
): Promise<engine.RequestLine[]> {
  const [bundle] = (await snapshot.get(ctx.db, 'products', [line.product])) as unknown as Product[]
  if (!bundle || bundle.model !== undefined) return []
  const taken = takenOf(componentsOf(bundle, line.variant), [], bundle.name)
  if ('problem' in taken || taken.length === 0) return []
  const codes = [...new Set(taken.map(([{ product }]) => product))]
  const [products, plans] = (await Promise.all([
    snapshot.get(ctx.db, 'products', codes),
    snapshot.of(ctx.db, 'plans', codes),
  ])) as unknown as [Product[], Plan[]]
  const lines: engine.RequestLine[] = []
  for (const [component, quantity] of taken) {
    const product = products.find(({ code }) => code === component.product)
    const plan = plans.find(
      (each) =>
        each.active &&
        each.product === component.product &&
        (component.plan === undefined || each.code === component.plan),
    )
    if (!product || !plan) continue
    const variant = product.variants?.find(({ code }) => code === component.variant) ?? product.variants?.[0]
    const part: engine.RequestLine = {
      id: `${line.id}.${lines.length + 1}`,
      parent: line.id,
      perParent: true,
      product: product.code,
      plan: plan.code,
      quantity,
      ...(variant && { variant: variant.code }),
      ...((component.pricing === 'INCLUDED' || line.included) && { included: true }),
    }
    lines.push(part)
    if (level < deepest) lines.push(...(await bundleLines(ctx, snapshot, part, level + 1)))
  }
  return lines
}
