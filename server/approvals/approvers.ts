import type { Approver } from '../../contract/approvals.ts'
import { findUser, managerOf, usersWithRole } from '../identity/index.ts'
import type { Queries } from '../platform/index.ts'

type Person = { id: string; name: string }
export type Asked = { people: Person[]; asked: string }

/** The people a step asks, without those who are involved in the quote; never nobody where anybody may approve. */
export async function askedPeople(
  db: Queries,
  approvers: readonly Approver[],
  ownerId: string,
  involved: readonly string[],
): Promise<Asked> {
  const people = new Map<string, Person>()
  const words: string[] = []
  for (const approver of approvers) {
    words.push(wordsFor(approver))
    for (const person of await peopleFor(db, approver, ownerId)) {
      if (!involved.includes(person.id)) people.set(person.id, person)
    }
  }
  if (people.size === 0) {
    // The one asked is involved, or not there: somebody of the same standing decides.
    words.push('another sales manager')
    for (const person of await usersWithRole(db, 'sales-manager')) {
      if (!involved.includes(person.id)) people.set(person.id, person)
    }
  }
  return {
    people: [...people.values()].map(({ id, name }) => ({ id, name })),
    asked: [...new Set(words)].join(' or '),
  }
}

async function peopleFor(db: Queries, approver: Approver, ownerId: string): Promise<Person[]> {
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
  }
}

function wordsFor(approver: Approver): string {
  switch (approver.type) {
    case 'role':
      return approver.role.replaceAll('-', ' ')
    case 'manager':
      return approver.level === 1 ? 'the owner’s manager' : `the owner’s manager, level ${approver.level}`
    case 'person':
      return 'a named person'
  }
}
