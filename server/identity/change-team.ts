import type { Team, TeamChange } from '../../contract/teams.ts'
import { announce, type Context, DomainError, demandMatch, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'
import { permit } from './policy.ts'
import { differenceOf } from './user.ts'
import { lockNames, lockTeam, saveTeam, selectTeams } from './user-store.ts'

/** Renames a team or moves it to another unit. */
export function changeTeam(
  ctx: Context,
  id: string,
  change: TeamChange,
  ifMatch: string | undefined,
): Promise<Team> {
  return ctx.transaction(async (tx) => {
    permit(ctx, 'users.write')
    const before = await lockTeam(tx, id)
    if (!before) throw new DomainError('reference.not-found', { kind: 'team', code: id })
    demandMatch(ifMatch, before.version)

    const unit = change.unit === undefined ? before.unit : change.unit
    const after: Team = {
      id: before.id,
      version: before.version + 1,
      name: change.name ?? before.name,
      ...(unit && { unit }),
      members: before.members,
    }
    await checkTeamName(tx, after)
    await saveTeam(tx, after)
    record(tx, { action: 'team.changed', subject: { kind: 'team', id }, ...differenceOf(before, after) })
    announce(tx, 'team.changed', id, { name: after.name })
    return after
  })
}

export async function checkTeamName(tx: Tx, team: Team): Promise<void> {
  await lockNames(tx)
  const others = await selectTeams(tx, 'lower(name) = lower($1) and id <> $2', [team.name, team.id], 1)
  if (others.length > 0) throw new DomainError('reference.exists', { kind: 'team', code: team.name })
}
