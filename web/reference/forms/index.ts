import type { ReferenceKind } from '../../../contract/revisions.ts'
import type { KindForm } from '../describe.ts'
import { categories, plans, products } from './catalog.ts'
import { discounts } from './discounts.ts'
import { clauses, templates } from './documents.ts'
import { guides } from './guides.ts'
import { priceBooks } from './price-books.ts'
import { contractPrices, prices } from './prices.ts'
import { rules } from './rules.ts'
import { name } from './shared.ts'
import { surcharges } from './surcharges.ts'
import { segments, taxes } from './taxes.ts'

/** A new model is given a name here, and everything else in its workbench. */
const models: KindForm = {
  start: {
    model: { variables: [{ code: 'variable1', kind: 'choice', options: [{ code: 'a' }, { code: 'b' }] }] },
  },
  summary: (body) => {
    const { variables, constraints } = (body.model ?? {}) as {
      variables?: unknown[]
      constraints?: unknown[]
    }
    return `${variables?.length ?? 0} variables, ${constraints?.length ?? 0} rules`
  },
  sections: [{ title: 'Model', fields: [name] }],
}

/** Who has to approve what is edited on a page of its own. */
const approvalPolicies: KindForm = {
  start: {},
  summary: () => '',
  sections: [{ title: 'Approval policy', fields: [name] }],
}

/** How each kind of reference data is edited. */
export const forms = {
  products,
  plans,
  categories,
  models,
  guides,
  prices,
  'price-books': priceBooks,
  rules,
  discounts,
  'contract-prices': contractPrices,
  surcharges,
  taxes,
  segments,
  'approval-policies': approvalPolicies,
  templates,
  clauses,
} satisfies Record<ReferenceKind, KindForm>
