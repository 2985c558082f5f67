import { queryOptions } from '@tanstack/react-query'
import { type CustomerId, type Duplicate, findDuplicates } from '../../contract/customers.ts'
import { call } from '../shell/api.ts'

export type Known = { company: string; email: string; taxId: string; except?: CustomerId | undefined }

/** Customers that could be the same as one that is known so far. */
export function duplicatesQuery({ company, email, taxId, except }: Known) {
  return queryOptions({
    queryKey: ['customers', 'duplicates', company, email, taxId, except],
    queryFn: async ({ signal }) => {
      const query = { company, email: email || undefined, taxId: taxId || undefined, except }
      return (await call(findDuplicates, { query, signal })).data.items
    },
  })
}

/** What is known of one, and why it could be the same: "C-10012 · Kiel · same e-mail". */
export function aboutDuplicate({ code, city, active, why }: Duplicate): string {
  return [code, city, ...why.map((each) => reasons[each]), !active && 'inactive'].filter(Boolean).join(' · ')
}

const reasons: Record<Duplicate['why'][number], string> = {
  TAX_ID: 'same tax number',
  EMAIL: 'same e-mail',
  NAME: 'name nearly alike',
}
