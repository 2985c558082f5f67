import { announce, type Context, DomainError, demandMatch } from '../platform/index.ts'
import { record } from './audit.ts'
import { permit } from './policy.ts'
import { lockTeam, removeTeam } from './user-store.ts'

/** Removes a team nobody is in any more. */
export function deleteTeam(ctx: Context, id: string, ifMatch: string | undefined): Promise<void> {
  return ctx.transaction(async (tx) => {
    permit(ctx, 'users.write')
    const team = await lockTeam(tx, id)
    if (!team) throw new DomainError('reference.not-found', { kind: 'team', code: id })
    demandMatch(ifMatch, team.version)
    if (team.members > 0) throw new DomainError('team.in-use', { name: team.name, members: team.members })
    await removeTeam(tx, id)
    record(tx, { action: 'team.deleted', subject: { kind: 'team', id }, before: team })
    announce(tx, 'team.deleted', id, { name: team.name })
  })
}
