import type { Configuration } from '../../../contract/configurations.ts'
import type { Decision } from '../../../engines/configurator/index.ts'
import { number } from './extended-json.ts'

/** A saved configuration as the founding documents have one, with all its products. */
export function configurationDocument(of: Configuration): object {
  return {
    _id: of.id,
    configurationName: of.name ?? null,
    customerId: of.customer ?? null,
    status: of.status,
    products: of.products.map((each) => ({
      productId: each.product,
      variantId: each.variant ?? null,
      quantity: number(each.quantity),
      productAttributes: attributesOf(each.decisions),
      selectedOptions: each.decisions.filter(isYes).map((decision) => decision.variable),
    })),
    attributes: {},
    isValid: of.valid,
    validationErrors: of.products.flatMap((each) => each.issues.map((issue) => issue.message)),
    createdAt: of.createdAt,
    updatedAt: of.updatedAt,
  }
}

/** What is simply yes is an option that was selected; every other choice is an attribute, by the code of its variable. */
const isYes = (decision: Decision) => 'value' in decision && decision.value === true

function attributesOf(decisions: readonly Decision[]): Record<string, unknown> {
  const attributes: Record<string, unknown> = {}
  for (const decision of decisions.filter((each) => !isYes(each))) {
    const { variable } = decision
    if ('value' in decision) attributes[variable] = decision.value
    else if ('not' in decision) attributes[variable] = { not: [...notIn(attributes[variable]), decision.not] }
    else attributes[variable] = { min: decision.min, max: decision.max }
  }
  return attributes
}

const notIn = (given: unknown) => (given as { not: unknown[] } | undefined)?.not ?? []
