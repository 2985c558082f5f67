import type { Contact, Customer, CustomerId } from '../../contract/customers.ts'
import { record } from '../identity/index.ts'
import { announce, type Context, DomainError, demandMatch, newId } from '../platform/index.ts'
import { notFound, permitConditions, permitWriting } from './policy.ts'
import { isAbove, lockCustomer, updateCustomer } from './store.ts'
import { openKept, sealKept } from './tax-ids.ts'

/**
 * Makes one customer of two. The kept one gains what only the other has: contacts, addresses, segments, fields it left
 * empty, and the accounts below it. The other stays readable, out of use, and says whom it became: quotes and orders
 * that name it go on doing so.
 */
export function mergeCustomers(
  ctx: Context,
  keptId: string,
  mergedId: string,
  ifMatch: string | undefined,
): Promise<Customer> {
  return ctx.transaction(async (tx) => {
    if (keptId === mergedId) throw refused('a customer cannot be merged with itself')
    // Always in one order, so that two merges of the same pair do not wait for each other.
    const locked = new Map<string, Customer>()
    for (const id of [keptId, mergedId].sort()) {
      const customer = await lockCustomer(tx, id)
      if (!customer) throw notFound(id)
      permitWriting(ctx, customer)
      locked.set(id, customer)
    }
    const kept = locked.get(keptId) as Customer // both were put there above
    const merged = locked.get(mergedId) as Customer
    demandMatch(ifMatch, kept.version)
    if (kept.mergedInto || merged.mergedInto) throw refused('one of the two was merged already')
    if (await isAbove(tx, mergedId, keptId)) throw refused(`${merged.company} stands above ${kept.company}`)

    // What stands below the kept one has no account above to give: it would be the kept one itself, or lead back to it.
    const { parent: _, ...loose } = merged
    const next = together(kept, (await isAbove(tx, keptId, mergedId)) ? loose : merged, ctx.now)
    permitConditions(ctx, kept, next)
    const children = await tx.query<{ id: string }>(
      'update customers set parent_id = $1 where parent_id = $2 and id <> $1 returning id',
      [keptId, mergedId],
    )
    await updateCustomer(tx, next)
    await updateCustomer(tx, {
      ...merged,
      contacts: [],
      addresses: [],
      active: false,
      mergedInto: kept.id,
      version: merged.version + 1,
      updatedAt: ctx.now.toISOString(),
    })
    const mergeId = newId('mrg')
    await tx.query(
      `insert into customer_merges (id, kept, merged, kept_before, merged_before, kept_version, children, at, by_user)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        mergeId,
        keptId,
        mergedId,
        sealKept(tx, mergeId, 'kept_before', kept),
        sealKept(tx, mergeId, 'merged_before', merged),
        next.version,
        children.map(({ id }) => id),
        ctx.now,
        ctx.actor.id,
      ],
    )
    record(tx, {
      action: 'customer.merged',
      subject: { kind: 'customer', id: keptId },
      before: { kept, merged },
      after: next,
    })
    announce(tx, 'customer.merged', keptId, { merged: mergedId, company: kept.company })
    return next
  })
}

/** Takes the last merge into a customer back, as long as nobody changed it since. */
export function unmergeCustomer(ctx: Context, keptId: string): Promise<Customer> {
  return ctx.transaction(async (tx) => {
    const kept = await lockCustomer(tx, keptId)
    if (!kept) throw notFound(keptId)
    permitWriting(ctx, kept)
    const [merge] = await tx.query<Merge>(
      `select id, merged, kept_before as "keptBefore", merged_before as "mergedBefore", kept_version as "keptVersion",
         children from customer_merges where kept = $1 and undone_at is null order by at desc limit 1`,
      [keptId],
    )
    if (!merge) throw refused('nothing was merged into this customer')
    if (merge.keptVersion !== kept.version)
      throw refused(
        'it was changed since the merge; part the two by hand, with the record in the audit trail',
      )
    const merged = await lockCustomer(tx, merge.merged)
    if (!merged) throw notFound(merge.merged)
    const at = ctx.now.toISOString()
    const back = {
      ...openKept(tx, merge.id, 'kept_before', merge.keptBefore),
      version: kept.version + 1,
      updatedAt: at,
    }
    await updateCustomer(tx, back)
    const parted = openKept(tx, merge.id, 'merged_before', merge.mergedBefore)
    await updateCustomer(tx, { ...parted, version: merged.version + 1, updatedAt: at })
    await tx.query('update customers set parent_id = $1 where id = any($2::text[]) and parent_id = $3', [
      merge.merged,
      merge.children,
      keptId,
    ])
    await tx.query('update customer_merges set undone_at = $2 where id = $1', [merge.id, ctx.now])
    record(tx, {
      action: 'customer.unmerged',
      subject: { kind: 'customer', id: keptId },
      before: kept,
      after: back,
    })
    announce(tx, 'customer.unmerged', keptId, { merged: merge.merged })
    return back
  })
}

type Merge = {
  id: string
  merged: CustomerId
  keptBefore: Customer
  mergedBefore: Customer
  keptVersion: number
  children: string[]
}

/** What both know, the kept one's word first. */
function together(kept: Customer, merged: Customer, now: Date): Customer {
  const people = new Set(kept.contacts.map(nameOf))
  const places = new Set(kept.addresses.map(({ id: _, ...address }) => JSON.stringify(address).toLowerCase()))
  const { id: _, code: __, contacts, addresses, ...fields } = merged
  return {
    ...fields,
    ...kept,
    segments: [...new Set([...kept.segments, ...merged.segments])],
    contacts: [
      ...kept.contacts,
      ...contacts
        .filter((contact) => !people.has(nameOf(contact)))
        .map((contact) => ({
          ...contact,
          id: newId('con'),
          primary: kept.contacts.length === 0 && contact.primary,
        })),
    ],
    addresses: [
      ...kept.addresses,
      ...addresses
        .filter(({ id: _id, ...address }) => !places.has(JSON.stringify(address).toLowerCase()))
        .map((address) => ({ ...address, id: newId('adr') })),
    ],
    version: kept.version + 1,
    updatedAt: now.toISOString(),
  }
}

const nameOf = ({ givenName, familyName, email }: Contact) =>
  [givenName, familyName, email ?? ''].join(' ').toLowerCase()

function refused(message: string): DomainError {
  return new DomainError('request.invalid', {}, [
    { code: 'merge', severity: 'error', path: ['body', 'customer'], message },
  ])
}
