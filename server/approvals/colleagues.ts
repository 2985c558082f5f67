import { usersWithRole } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { mayDecide } from './absences.ts'
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

/** Everybody with the right to decide on approvals, by name. */
export async function deciders(ctx: Context, search = ''): Promise<Person[]> {
  const wanted = search.trim().toLowerCase()
  const found = new Map<string, Person>()
  for (const role of ['sales-manager', 'finance', 'legal', 'system-admin']) {
    for (const user of await usersWithRole(ctx.db, role)) {
      if (found.size >= 100 || found.has(user.id)) continue
      if (wanted !== '' && !user.name.toLowerCase().includes(wanted)) continue
      if (await mayDecide(ctx.db, user)) found.set(user.id, { id: user.id, name: user.name })
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}
