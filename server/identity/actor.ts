import type { Actor, Queries } from '../platform/index.ts'
import { grantsOf } from './roles.ts'
import { findRights, type Rights, type SessionRow } from './session-store.ts'

/** An actor together with the people its reach covers and the session it came with. */
export type SignedIn = Actor & {
  sessionId?: string
  /** Allowed nothing until the second factor that a role of theirs asks for is set up. */
  factorMissing?: boolean
  /** Ids of the users in the actor's team, and of those who report to the actor at any level. */
  team: ReadonlySet<string>
  unit: ReadonlySet<string>
}

/** Takes a user id and returns the actor with the rights the person has now, for work done in their name. */
export async function actorFor(db: Queries, userId: string): Promise<Actor | undefined> {
  const rights = await findRights(db, userId)
  return rights && actorWith(rights, 'system')
}

/** Somebody who asks, by the session, token or key they ask with. A program can no more than its scopes. */
export function actorOf(session: SessionRow, via: 'session' | 'token'): SignedIn {
  const { program, factorMissing } = session
  if (!program) {
    const person = actorWith(session, via, session.sessionId)
    return factorMissing ? { ...person, grants: new Map(), factorMissing } : person
  }
  const actor = actorWith(session, program.kind, program.kind === 'client' ? session.sessionId : undefined)
  const grants = new Map([...actor.grants].filter(([permission]) => program.scopes.includes(permission)))
  return { ...actor, grants, name: `${actor.name} (${program.name})` }
}

export function actorWith(rights: Rights, via: Actor['via'], sessionId?: string): SignedIn {
  return {
    id: rights.userId,
    name: rights.name,
    grants: grantsOf(rights.roles, rights.ownRoles),
    via,
    team: new Set(rights.team),
    unit: new Set(rights.unit),
    ...(rights.teamId && { teamId: rights.teamId }),
    ...(rights.unitName && { unitId: rights.unitName }),
    ...(sessionId && { sessionId }),
  }
}

/** The actor as identity made it; one made elsewhere covers nobody but itself. */
export function signedIn(actor: Actor): SignedIn {
  return 'team' in actor ? (actor as SignedIn) : { ...actor, team: new Set(), unit: new Set() }
}
