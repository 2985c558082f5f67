import type { Approver } from '../../contract/approval-policies.ts'
import { personFields } from '../../contract/approval-policies.ts'
import { findUser, findUsers, managerOf, type User, usersWithRole } from '../identity/index.ts'
import type { Queries } from '../platform/index.ts'
import { mayDecide } from './absences.ts'

type Person = { id: string; name: string }
/** In words, who is asked where those named may not decide. */
export const standIns = 'whoever stands above'
export type Asked = { people: Person[]; asked: string }

/** What the people of a step follow from. */
export type Ground = {
  ownerId: string
  involved: readonly string[]
  /** People that fields of the quote name. */
  fields?: Partial<Record<string, string>> | undefined
}

/**
 * The people a step asks, without those who are involved in the quote. Where nobody is left, those who stand above
 * them are asked, and in the end the administrators: an approval is never asked of nobody, nor left out.
 */
export async function askedPeople(
  db: Queries,
  approvers: readonly Approver[],
  ground: Ground,
): Promise<Asked> {
  const words: string[] = []
  const left = new Map<string, Person>()
  const passedOver: User[] = []
  for (const approver of approvers) {
    words.push(await wordsFor(db, approver))
    for (const user of await peopleFor(db, approver, ground)) {
      if (ground.involved.includes(user.id)) passedOver.push(user)
      else if (await mayDecide(db, user)) left.set(user.id, { id: user.id, name: user.name })
    }
  }
  if (left.size === 0) {
    words.push(standIns)
    for (const user of await above(db, passedOver, ground))
      left.set(user.id, { id: user.id, name: user.name })
  }
  return { people: [...left.values()], asked: [...new Set(words)].join(' or ') }
}

/** The nearest people above those who may not decide; of the owner where nobody was named at all. */
async function above(
  db: Queries,
  passedOver: readonly User[],
  { ownerId, involved }: Ground,
): Promise<User[]> {
  const found = new Map<string, User>()
  for (const start of passedOver.length > 0 ? passedOver.map((user) => user.id) : [ownerId]) {
    for (let level = 1; level <= 10; level++) {
      const manager = await managerOf(db, start, level)
      if (!manager) break
      if (involved.includes(manager.id) || !(await mayDecide(db, manager))) continue
      found.set(manager.id, manager)
      break
    }
  }
  if (found.size > 0) return [...found.values()]
  return (await usersWithRole(db, 'system-admin')).filter((user) => !involved.includes(user.id))
}

async function peopleFor(db: Queries, approver: Approver, { ownerId, fields }: Ground): Promise<User[]> {
  switch (approver.type) {
    case 'role':
      return usersWithRole(db, approver.role)
    case 'manager': {
      const manager = await managerOf(db, ownerId, approver.level)
      return manager ? [manager] : []
    }
    case 'person': {
      const user = await findUser(db, approver.user)
      return user ? [user] : []
    }
    case 'field': {
      const id = fields?.[approver.field]
      const user = id === undefined ? undefined : await findUser(db, id)
      return user ? [user] : []
    }
  }
}

/** The step in words: "the owner’s manager", "finance", "Lucia Ferrari". */
export async function wordsFor(db: Queries, approver: Approver): Promise<string> {
  switch (approver.type) {
    case 'role':
      return approver.role.replaceAll('-', ' ')
    case 'manager':
      return approver.level === 1 ? 'the owner’s manager' : `the owner’s manager, level ${approver.level}`
    case 'person':
      return (await findUsers(db, [approver.user])).get(approver.user)?.name ?? 'a named person'
    case 'field':
      return personFields[approver.field]
  }
}

/** How many of the people asked have to say yes. A number stays what the policy says, whoever is there to be asked. */
export function neededOf(needed: 'all' | 'any' | number, people: number): number {
  if (needed === 'any') return 1
  return needed === 'all' ? Math.max(1, people) : needed
}
