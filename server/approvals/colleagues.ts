import { usersWhoMay } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { latestRequestOfStep } from './store.ts'

type Person = { id: string; name: string }

/** Who could decide on a step in somebody's place: with the right to it, not involved, not asked already. */
export async function colleaguesFor(ctx: Context, stepId: string, search?: string): Promise<Person[]> {
  const found = await latestRequestOfStep(ctx.db, stepId)
  if (!found) throw new DomainError('approval.not-found', { id: stepId })
  const not = new Set([...found.request.involved, ...found.askedOf, ctx.actor.id])
  return (await deciders(ctx, search)).filter((person) => !not.has(person.id))
}

/** Who could decide for the actor while they are away. */
export async function deputiesFor(ctx: Context, search?: string): Promise<Person[]> {
  return (await deciders(ctx, search)).filter((person) => person.id !== ctx.actor.id)
}

/** Everybody with the right to decide on approvals, by name; of many, those a search finds first. */
export async function deciders(ctx: Context, search = ''): Promise<Person[]> {
  const wanted = search.trim().toLowerCase()
  return (await usersWhoMay(ctx.db, 'quotes.approve'))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, 100)
}
