import type { Product } from '../../contract/catalog.ts'
import type { Command } from '../../contract/quotes.ts'
import type { CompiledModel, Part } from '../../engines/configurator/index.ts'
import { configure } from '../configuration/index.ts'
import { newId } from '../platform/index.ts'
import { bundleParts } from './bundle-parts.ts'
import type { Line } from './content.ts'
import { partOf, planFor, textsOf, variantOf } from './part-of.ts'
import type { Shelf } from './shelf.ts'
import { whyNotSold } from './unsold.ts'

type Given = Extract<Command, { type: 'addLine' }>['line']
export type Made = { line: Line; parts: Line[] } | { problem: string }

/** A new line with the parts its bundle or configuration brings along. */
export function newLineOf(given: Given, shelf: Shelf): Made {
  const product = shelf.product(given.product)
  if (!product) return { problem: `there is no product ${given.product}` }
  const unsold = whyNotSold(product)
  if (unsold) return { problem: unsold }
  const plan = planFor(shelf, product.code, given.plan)
  if (!plan) return { problem: noPlan(product.code, given.plan) }
  const variant = variantOf(product, given.variant)
  if (given.variant && variant?.code !== given.variant) return { problem: noVariant(product, given.variant) }
  const line: Line = {
    ...textsOf(product, plan, variant),
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
  return composed(line, product, shelf, given.components ?? [], [])
}

/** The line with the parts of its bundle; a part that was there before stays the same line. */
function composed(
  line: Line,
  product: Product,
  shelf: Shelf,
  chosen: Parameters<typeof bundleParts>[3],
  old: readonly Line[],
): Made {
  const made = bundleParts(line, product, shelf, chosen, old)
  if ('problem' in made) return made
  const known = new Set(old.map((part) => part.product))
  const problem = made.parts
    .filter((part) => !known.has(part.product))
    .map((part) => whyNotSold(shelf.product(part.product)))
    .find(Boolean)
  return problem ? { problem: `${product.name} cannot be sold: ${problem}` } : { line, parts: made.parts }
}

/** Another variant of what a line sells, or another choice of what its bundle holds. */
export function recomposed(
  line: Line,
  { variant: wanted, components }: { variant?: string | undefined; components?: Given['components'] },
  shelf: Shelf,
  old: readonly Line[],
): Made {
  const product = shelf.product(line.product)
  if (!product) return { problem: `there is no product ${line.product}` }
  const variant = variantOf(product, wanted ?? line.variant)
  if (wanted && variant?.code !== wanted) return { problem: noVariant(product, wanted) }
  const {
    productName,
    image,
    variant: code,
  } = textsOf(product, { code: line.plan, name: line.planName }, variant)
  return composed({ ...line, productName, image, variant: code }, product, shelf, components ?? [], old)
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
    ...partOf(parent, product, { plan, variant: variantOf(product) }, part.variable, part.quantity),
    ...(before && { id: before.id, notes: before.notes, manualDiscounts: before.manualDiscounts }),
  }
}

function noVariant({ code, variants = [] }: Product, wanted: string): string {
  const there = variants.map((variant) => variant.code).join(', ')
  return `the product ${code} has no variant ${wanted}${there && `; there are ${there}`}`
}

const noPlan = (product: string, plan: string | undefined) =>
  plan
    ? `the product ${product} has no plan ${plan}`
    : `the product ${product} has no plan it could be sold by`
