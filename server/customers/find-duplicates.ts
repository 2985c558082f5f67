import type { Duplicate } from '../../contract/customers.ts'
import { reachFilter } from '../identity/index.ts'
import { type Context } from '../platform/index.ts'
import { signsOfTaxId } from './tax-ids.ts'

type Known = {
  company: string
  email?: string | undefined
  taxId?: string | undefined
  except?: string | undefined
}

/** Customers that could be the same: by tax id, by e-mail, or by a name written nearly alike. At most ten, surest first. */
export async function findDuplicates(ctx: Context, known: Known): Promise<Duplicate[]> {
  const reach = reachFilter(ctx, 'customers.read', 'c.owner_id', 5)
  const rows = await ctx.db.query<Omit<Duplicate, 'why'> & Record<'taxId' | 'email' | 'name', boolean>>(
    `select * from (
       select c.id, c.code, c.company, c.city, c.active,
         coalesce(c.tax_id_sign = any($3::text[]), false) as "taxId",
         coalesce(lower(c.email) = lower($2) or exists (
           select 1 from contacts p where p.customer_id = c.id and lower(p.email) = lower($2)), false) as email,
         similarity(lower(c.company), lower($1)) >= 0.55 as name,
         similarity(lower(c.company), lower($1)) as likeness
       from customers c where c.merged_into is null and ($4::text is null or c.id <> $4) and ${reach.sql}) as found
     where "taxId" or email or name
     order by "taxId" desc, email desc, likeness desc limit 10`,
    [
      known.company,
      known.email || null,
      known.taxId ? signsOfTaxId(ctx.db, known.taxId) : null,
      known.except ?? null,
      ...reach.values,
    ],
  )
  return rows.map(({ id, code, company, city, active, taxId, email, name }) => ({
    id,
    code,
    company,
    ...(city && { city }),
    active,
    why: [
      ...(taxId ? (['TAX_ID'] as const) : []),
      ...(email ? (['EMAIL'] as const) : []),
      ...(name ? (['NAME'] as const) : []),
    ],
  }))
}
