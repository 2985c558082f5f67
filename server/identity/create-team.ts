import type { NewTeam, Team } from '../../contract/teams.ts'
import { announce, newId, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'
import { checkTeamName } from './change-team.ts'
import { saveTeam } from './user-store.ts'

/** Makes a team; `unit` names what it is part of. */
export async function createTeam(tx: Tx, given: NewTeam): Promise<Team> {
  const team: Team = {
    id: newId('tem'),
    version: 1,
    name: given.name,
    ...(given.unit && { unit: given.unit }),
    members: 0,
  }
  await checkTeamName(tx, team)
  await saveTeam(tx, team)
  record(tx, { action: 'team.created', subject: { kind: 'team', id: team.id }, after: team })
  announce(tx, 'team.created', team.id, { name: team.name })
  return team
}
