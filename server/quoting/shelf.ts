import type { Plan, Product } from '../../contract/catalog.ts'
import type { Command } from '../../contract/quotes.ts'
import type { CompiledModel, Model } from '../../engines/configurator/index.ts'
import { findModel } from '../configuration/index.ts'
import type { Queries } from '../platform/index.ts'
import type { Snapshot } from '../revisions/index.ts'
import type { Content } from './content.ts'

/** What commands may reach for while they are applied: read before, so that applying is a pure function. */
export type Shelf = {
  product(code: string): Product | undefined
  plansOf(product: string): Plan[]
  model(product: string): CompiledModel | undefined
}

/** Everything the commands name, and what that can bring along. */
export async function readShelf(
  db: Queries,
  snapshot: Snapshot,
  content: Pick<Content, 'lines'>,
  commands: readonly Command[],
): Promise<Shelf> {
  const named = namedProducts(content, commands)
  const products = new Map<string, Product>()
  const models = new Map<string, CompiledModel>()
  // What a product can bring along may bring along more: four levels of nesting are allowed.
  for (let level = 0, wanted = named; level < 5 && wanted.length > 0; level++) {
    const found = (await snapshot.get(db, 'products', wanted)) as unknown as Product[]
    const further = new Set<string>()
    for (const product of found) {
      products.set(product.code, product)
      for (const part of product.components ?? []) further.add(part.product)
      const model = await findModel(db, snapshot, product)
      if (!model) continue
      models.set(product.code, model)
      for (const code of productsOf(model.model)) further.add(code)
    }
    wanted = [...further].filter((code) => !products.has(code))
  }
  const plans = Map.groupBy(
    (await snapshot.of(db, 'plans', [...products.keys()])) as unknown as Plan[],
    (plan) => plan.product,
  )
  return {
    product: (code) => products.get(code),
    plansOf: (code) => plans.get(code) ?? [],
    model: (code) => models.get(code),
  }
}

function namedProducts(content: Pick<Content, 'lines'>, commands: readonly Command[]): string[] {
  const codes = new Set<string>()
  const lines = new Set<string>()
  /** A bundle says how much it may hold of its parts. */
  const parts = new Set<string>()
  for (const command of commands) {
    if (command.type === 'addLine') codes.add(command.line.product)
    else if (command.type === 'setLine') {
      if (needsProduct(command.fields)) lines.add(command.line)
      if (command.fields.quantity !== undefined) parts.add(command.line)
    } else if (command.type === 'setQuantity') parts.add(command.line)
    else if (command.type === 'configureLine' || command.type === 'chooseOption') lines.add(command.line)
  }
  if (parts.size > 0)
    for (const line of content.lines) if (parts.has(line.id) && line.parent) lines.add(line.parent)
  if (lines.size > 0) for (const line of content.lines) if (lines.has(line.id)) codes.add(line.product)
  return [...codes]
}

function needsProduct(fields: Extract<Command, { type: 'setLine' }>['fields']): boolean {
  const { plan, decisions, variant, components } = fields
  return [plan, decisions, variant, components].some((each) => each !== undefined)
}

/** Products that options of a model stand for. */
function* productsOf(model: Model): Generator<string> {
  for (const variable of model.variables) {
    if ('product' in variable && variable.product) yield variable.product
    if (variable.kind !== 'choice') continue
    for (const option of variable.options) if (option.product) yield option.product
  }
  for (const slot of model.components ?? []) if (slot.product) yield slot.product
  for (const inner of Object.values(model.models ?? {})) yield* productsOf(inner)
}
