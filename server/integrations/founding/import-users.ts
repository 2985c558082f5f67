import type { Role } from '../../../contract/roles.ts'
import { createUser, findUserByName, keepPasswordHash, roleFromFounding } from '../../identity/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Document, Value } from './extended-json.ts'

/** Makes the users that are not there yet; those who are stay as they are. */
export async function importUsers(
  tx: Tx,
  documents: readonly Document[],
): Promise<{ made: number; remarks: { document: string; message: string }[] }> {
  const remarks: { document: string; message: string }[] = []
  let made = 0
  for (const { fields } of documents) {
    const username = text(fields.username) ?? ''
    const remark = (message: string) => remarks.push({ document: username, message })
    if (await findUserByName(tx, username)) {
      remark(`the user ${username} is there already and stays as it is`)
      continue
    }
    const names = (Array.isArray(fields.roles) ? fields.roles : []).map(String)
    const roles: Role[] = []
    for (const name of names) {
      const role = roleFromFounding(name)
      if (!role) remark(`the role ${name} is not known here`)
      else if (!roles.includes(role)) roles.push(role)
    }
    const user = await createUser(tx, {
      username,
      email: text(fields.email) ?? null,
      givenName: text(fields.firstName) ?? username,
      familyName: text(fields.lastName) ?? username,
      roles,
      enabled: fields.enabled !== false && fields.accountNonLocked !== false,
      expired: fields.accountNonExpired === false,
      credentialsExpired: fields.credentialsNonExpired === false,
    })
    const hash = text(fields.password)
    const kept = hash !== undefined && (await keepPasswordHash(tx, user.id, hash))
    if (!kept) remark(`the password of ${username} is no BCrypt hash; it has to be set anew`)
    made++
  }
  return { made, remarks }
}

const text = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
