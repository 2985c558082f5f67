import type { NewUser, User, UserChange, UserId } from '../../contract/users.ts'

/** A user as it begins: enabled, and with nothing gone wrong yet. */
export function newUserFrom(id: UserId, given: NewUser, now: Date): User {
  const { password: _, invite: __, ...fields } = given
  const blank: User = {
    id,
    version: 0,
    username: given.username,
    givenName: given.givenName,
    familyName: given.familyName,
    name: '',
    roles: [],
    enabled: true,
    expired: false,
    credentialsExpired: false,
    failedSignIns: 0,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  }
  return changedUser(blank, fields, now)
}

/** The next state of a user; null empties a field, what is absent stays. */
export function changedUser(user: User, change: UserChange, now: Date): User {
  const fields = Object.entries({ ...user, ...withoutUndefined(change) }).filter(
    ([, value]) => value !== null,
  )
  const next = Object.fromEntries(fields) as User // its own fields, some replaced by values of the same type
  return {
    ...next,
    name: `${next.givenName} ${next.familyName}`,
    roles: [...new Set(next.roles)],
    version: user.version + 1,
    updatedAt: now.toISOString(),
  }
}

/** Whether somebody can administer the system. */
export function administers(user: User): boolean {
  return user.roles.includes('system-admin') && user.enabled && !user.expired
}

/** Only what changed, as the audit trail shows it. */
export function differenceOf<Thing extends object>(
  before: Thing,
  after: Thing,
): { before: object; after: object } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Thing)[]
  const changed = names.filter(
    (name) =>
      name !== 'version' &&
      name !== 'updatedAt' &&
      JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  const only = (thing: Thing) => Object.fromEntries(changed.map((name) => [name, thing[name]]))
  return { before: only(before), after: only(after) }
}

function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields
}
