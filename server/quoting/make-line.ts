import type { Plan, Product } from '../../contract/catalog.ts'
import type { Command } from '../../contract/quotes.ts'
import type { Id } from '../../contract/values.ts'
import type { CompiledModel, Part } from '../../engines/configurator/index.ts'
import { configure } from '../configuration/index.ts'
import { newId } from '../platform/index.ts'
import type { Line } from './content.ts'
import type { Shelf } from './shelf.ts'

type Given = Extract<Command, { type: 'addLine' }>['line']
type Made = { line: Line; parts: Line[] } | { problem: string }

/** A new line with the parts its bundle or configuration brings along. */
export function newLineOf(given: Given, shelf: Shelf): Made {
  const product = shelf.product(given.product)
  if (!product) return { problem: `there is no product ${given.product}` }
  const unsold = whyNotSold(product)
  if (unsold) return { problem: unsold }
  const plan = planFor(shelf, product.code, given.plan)
  if (!plan) return { problem: noPlan(product.code, given.plan) }
  const line: Line = {
    ...textsOf(product, plan),
    id: given.id ?? newId('lin'),
    quantity: given.quantity,
    perParent: false,
    group: given.group,
    notes: given.notes,
    optional: given.optional ?? false,
    alternativeTo: given.alternativeTo,
    term: given.term,
    discountCodes: [],
    manualDiscounts: [],
  }
  const model = shelf.model(product.code)
  if (model) return configured({ ...line, decisions: given.decisions ?? [] }, model, shelf, [])
  if (given.decisions?.length) return { problem: `the product ${product.code} has nothing to configure` }
  const parts = partsOfBundle(line, product, shelf)
  const problem = parts.map(({ product: code }) => whyNotSold(shelf.product(code))).find(Boolean)
  return problem ? { problem: `${product.name} cannot be sold: ${problem}` } : { line, parts }
}

/** Only what is active is sold anew; what a quote holds already stays in it. */
function whyNotSold(product: Product | undefined): string | undefined {
  if (!product || product.lifecycle === 'active') return undefined
  const instead = product.successor ? `; ${product.successor} takes its place` : ''
  return `${product.name} is ${product.lifecycle} and not sold${instead}`
}

/** The line with its configuration completed, and the lines of the products it consists of. */
export function configured(line: Line, model: CompiledModel, shelf: Shelf, old: readonly Line[]): Made {
  const { parts, choices, issues } = configure(model, line.decisions ?? [])
  const own = parts.map((part) => partLine(line, part, shelf, old))
  const problem = own.find((part) => 'problem' in part)
  if (problem) return problem as { problem: string }
  return {
    line: { ...line, choices, configurationIssues: issues.length > 0 ? issues : undefined },
    parts: own as Line[],
  }
}

function partLine(parent: Line, part: Part, shelf: Shelf, old: readonly Line[]): Line | { problem: string } {
  const product = shelf.product(part.product)
  const plan = product && planFor(shelf, product.code)
  if (!product || !plan) return { problem: `the configuration needs ${part.product}, which is not for sale` }
  const before = old.find((line) => line.variable === part.variable && line.product === part.product)
  const unsold = before ? undefined : whyNotSold(product)
  if (unsold) return { problem: `the configuration needs what is not for sale: ${unsold}` }
  return {
    ...partOf(parent, product, plan, part.variable, part.quantity),
    ...(before && { id: before.id, notes: before.notes, manualDiscounts: before.manualDiscounts }),
  }
}

function partsOfBundle(line: Line, product: Product, shelf: Shelf, level = 0): Line[] {
  if (level > 4) return []
  return (product.components ?? []).flatMap((component) => {
    const inner = shelf.product(component.product)
    const plan = inner && planFor(shelf, inner.code, component.plan)
    if (!inner || !plan || !/[1-9]/.test(component.defaultQuantity)) return []
    const part: Line = {
      ...partOf(line, inner, plan, component.product, component.defaultQuantity),
      included: component.pricing === 'INCLUDED' || line.included,
    }
    return [part, ...partsOfBundle(part, inner, shelf, level + 1)]
  })
}

function partOf(parent: Line, product: Product, plan: Plan, variable: string, quantity: string): Line {
  return {
    ...textsOf(product, plan),
    id: newId('lin') as Id<'lin'>,
    parent: parent.id,
    variable,
    quantity,
    perParent: true,
    group: parent.group,
    optional: parent.optional,
    discountCodes: [],
    manualDiscounts: [],
  }
}

function textsOf(product: Product, plan: Plan) {
  return {
    product: product.code,
    plan: plan.code,
    productName: product.name,
    planName: plan.name,
    image: product.images[0],
    unit: product.unit,
    quantityDecimals: product.quantityDecimals ?? 0,
    configurable: product.model !== undefined,
  }
}

function planFor(shelf: Shelf, product: string, wanted?: string): Plan | undefined {
  const plans = shelf.plansOf(product).filter((plan) => plan.active)
  return wanted === undefined ? plans[0] : plans.find((plan) => plan.code === wanted)
}

const noPlan = (product: string, plan: string | undefined) =>
  plan
    ? `the product ${product} has no plan ${plan}`
    : `the product ${product} has no plan it could be sold by`
