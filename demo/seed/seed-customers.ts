import { newCustomer } from '../../contract/customers.ts'
import { createCustomer } from '../../server/customers/index.ts'
import type { Context } from '../../server/platform/index.ts'
import { asNewCustomer, demoCustomers } from '../customers.ts'
import type { Progress } from './progress.ts'

/** Everybody the company sells to; parents stand before their subsidiaries in the list. */
export async function seedCustomers(ctx: Context, progress: Progress): Promise<void> {
  for (const customer of demoCustomers) {
    const step = `customer:${customer.code}`
    if (progress.has(step)) continue
    const given = asNewCustomer(customer, {
      owner: progress.idOf(`user:${customer.owner}`) as `usr_${string}`, // noted by seedPeople, from a user
      ...(customer.parent
        ? { parent: progress.idOf(`customer:${customer.parent}`) as `cus_${string}` } // noted below, from a customer
        : {}),
    })
    await ctx.transaction(async (tx) =>
      progress.note(tx, step, (await createCustomer(tx, newCustomer.parse(given))).id),
    )
  }
}
