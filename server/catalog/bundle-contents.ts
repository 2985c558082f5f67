import type { Product } from '../../contract/catalog.ts'
import { compare, exact } from '../../engines/money/index.ts'

type Component = NonNullable<Product['components']>[number]
type Chosen = readonly { product: string; quantity: string }[]

/** What a bundle can hold in one of its variants. */
export function componentsOf({ components = [] }: Product, variant: string | undefined): Component[] {
  return components.filter(
    ({ variants }) => !variants || (variant !== undefined && variants.includes(variant)),
  )
}

/** Why a bundle cannot hold so much of a component. */
export function outOfBounds(bundle: string, component: Component, quantity: string): string | undefined {
  const { product, minQuantity, maxQuantity } = component
  const amount = exact(quantity)
  const fits =
    compare(amount, exact(minQuantity)) >= 0 &&
    (maxQuantity === undefined || compare(amount, exact(maxQuantity)) <= 0)
  if (fits) return undefined
  const bounds =
    maxQuantity === undefined
      ? `at least ${minQuantity}`
      : maxQuantity === minQuantity
        ? minQuantity
        : `${minQuantity} to ${maxQuantity}`
  return `${bundle} holds ${bounds} of ${product}, not ${quantity}`
}

/** Of its components those that are taken, each with its quantity: as usual, or as chosen; one of each group. */
export function takenOf(
  components: readonly Component[],
  chosen: Chosen,
  productName: string,
): [Component, string][] | { problem: string } {
  const said = new Map(chosen.map(({ product, quantity }) => [product, quantity]))
  const taken: [Component, string][] = []
  for (const [group, alternatives] of byGroup(components)) {
    const one = group ? alternativeOf(group, alternatives, said) : alternatives[0]
    if (one && 'problem' in one) return { problem: `${productName}: ${one.problem}` }
    if (!one) continue
    const quantity = said.get(one.product) ?? one.defaultQuantity
    const problem = outOfBounds(productName, one, quantity)
    if (problem) return { problem }
    if (isSome(quantity)) taken.push([one, quantity])
  }
  return taken
}

/** Components in their order; those of a group together at the place of its first. */
function byGroup(components: readonly Component[]): [group: string, alternatives: Component[]][] {
  const groups = new Map<string, [string, Component[]]>()
  components.forEach((component, index) => {
    const key = component.group ? `group ${component.group}` : `alone ${index}`
    const known = groups.get(key)
    if (known) known[1].push(component)
    else groups.set(key, [component.group ?? '', [component]])
  })
  return [...groups.values()]
}

/** The alternative that was chosen, or the first; none where every one of them may be left out. */
function alternativeOf(
  group: string,
  alternatives: readonly Component[],
  said: ReadonlyMap<string, string>,
): Component | { problem: string } | undefined {
  const named = alternatives.filter(({ product }) => isSome(said.get(product) ?? '0'))
  const list = (of: readonly Component[]) => of.map(({ product }) => product).join(' and ')
  if (named.length > 1)
    return { problem: `${list(named)} are alternatives (${group}); one of them can be chosen` }
  const open = alternatives.filter(({ product }) => !said.has(product))
  const one = named[0] ?? open.find(({ defaultQuantity }) => isSome(defaultQuantity))
  if (one || alternatives.some(({ minQuantity }) => !isSome(minQuantity))) return one
  return { problem: `one of ${list(alternatives)} is needed (${group})` }
}

const isSome = (quantity: string) => /[1-9]/.test(quantity)
