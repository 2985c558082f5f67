import type { Product } from '../../contract/catalog.ts'
import { componentsOf, takenOf } from '../catalog/index.ts'
import type { Line } from './content.ts'
import { partOf, planFor, variantOf } from './part-of.ts'
import type { Shelf } from './shelf.ts'

type Component = NonNullable<Product['components']>[number]
type Chosen = readonly { product: string; quantity: string }[]

/**
 * The lines of what a bundle holds in the variant of its line: as usual, or as chosen. Of each group of alternatives one
 * is taken. What one of them holds in turn follows as usual.
 */
export function bundleParts(
  line: Line,
  product: Product,
  shelf: Shelf,
  chosen: Chosen,
  old: readonly Line[],
): { parts: Line[] } | { problem: string } {
  const components = componentsOf(product, line.variant)
  const stranger = chosen.find((choice) => !components.some((each) => each.product === choice.product))
  if (stranger) return { problem: `${line.productName} holds no ${stranger.product}` }
  const taken = takenOf(components, chosen, line.productName)
  if ('problem' in taken) return taken
  return {
    parts: taken.flatMap(([component, quantity]) => partLines(line, component, quantity, shelf, 0, old)),
  }
}

function partLines(
  line: Line,
  component: Component,
  quantity: string,
  shelf: Shelf,
  level: number,
  old: readonly Line[] = [],
): Line[] {
  const inner = shelf.product(component.product)
  const plan = inner && planFor(shelf, inner.code, component.plan)
  if (!inner || !plan || level > 4) return []
  const before = old.find(
    (each) => each.parent === line.id && each.product === inner.code && each.plan === plan.code,
  )
  const variant = variantOf(inner, component.variant)
  const part: Line = {
    ...partOf(line, inner, { plan, variant }, component.product, quantity),
    ...(before && { id: before.id, notes: before.notes, manualDiscounts: before.manualDiscounts }),
    included: component.pricing === 'INCLUDED' || line.included,
  }
  const usual = takenOf(componentsOf(inner, part.variant), [], part.productName)
  if ('problem' in usual) return [part]
  return [part, ...usual.flatMap(([each, amount]) => partLines(part, each, amount, shelf, level + 1, old))]
}
