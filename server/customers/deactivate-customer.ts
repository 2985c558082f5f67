import { record } from '../identity/index.ts'
import { announce, type Context } from '../platform/index.ts'
import { notFound, permitWriting } from './policy.ts'
import { lockCustomer, updateCustomer } from './store.ts'

/** Takes a customer out of use. It stays on its quotes; doing it twice is doing it once. */
export function deactivateCustomer(ctx: Context, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const before = await lockCustomer(tx, id)
    if (!before) throw notFound(id)
    permitWriting(ctx, before)
    if (!before.active) return

    const after = { ...before, active: false, version: before.version + 1, updatedAt: ctx.now.toISOString() }
    await updateCustomer(tx, after)
    const change = { before: { active: true }, after: { active: false } }
    record(tx, { action: 'customer.deactivated', subject: { kind: 'customer', id }, ...change })
    announce(tx, 'customer.deactivated', id, { code: before.code, company: before.company })
  })
}
