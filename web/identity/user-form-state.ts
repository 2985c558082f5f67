import { changeUser, createUser, type User } from '../../contract/users.ts'
import { call } from '../shell/api.ts'

/** What the form shows, as text; empty means none. */
export type UserFormState = {
  username: string
  email: string
  givenName: string
  familyName: string
  roles: string[]
  teamId: string
  managerId: string
  password: string
  /** A link by mail sets the first password. */
  invite: boolean
  enabled: boolean
  expired: boolean
  credentialsExpired: boolean
}

export function stateOf(user: User | undefined): UserFormState {
  return {
    username: user?.username ?? '',
    email: user?.email ?? '',
    givenName: user?.givenName ?? '',
    familyName: user?.familyName ?? '',
    roles: user?.roles ?? [],
    teamId: user?.teamId ?? '',
    managerId: user?.managerId ?? '',
    password: '',
    invite: user === undefined,
    enabled: user?.enabled ?? true,
    expired: user?.expired ?? false,
    credentialsExpired: user?.credentialsExpired ?? false,
  }
}

/** Saves the form: a new user, or what changed of one in the state it was read. */
export async function saveUser(
  user: User | undefined,
  etag: string | undefined,
  state: UserFormState,
): Promise<User> {
  const { password, invite, email, teamId, managerId, enabled, expired, credentialsExpired, ...fields } =
    state
  const body = {
    ...fields,
    email: email || null,
    teamId: (teamId || null) as User['teamId'] | null, // ids of the lists chosen from
    managerId: (managerId || null) as User['id'] | null,
  }
  if (!user) {
    const first = password ? { password } : invite && email ? { invite } : {}
    return (await call(createUser, { body: { ...body, ...first } })).data
  }
  const saved = await call(changeUser, {
    params: { id: user.id },
    body: { ...body, enabled, expired, credentialsExpired },
    ifMatch: etag ?? user.version,
  })
  return saved.data
}
