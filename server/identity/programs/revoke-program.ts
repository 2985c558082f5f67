import { announce, type Context, DomainError } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { permit } from '../policy.ts'
import { endProgram, selectPrograms } from './program-store.ts'

/** Ends a key or client for good, and every token it bought; one's own, or anybody's for who looks after users. */
export function revokeProgram(ctx: Context, id: string, whose: 'own' | 'any'): Promise<void> {
  return ctx.transaction(async (tx) => {
    const [program] = await selectPrograms(tx, 'p.id = $1', [id])
    const missing = new DomainError('program.not-found', { id })
    if (!program) throw missing
    if (whose === 'any') permit(ctx, 'users.write', { ownerId: program.userId }, missing)
    if (!(await endProgram(tx, id, whose === 'own' ? ctx.actor.id : undefined))) throw missing
    const { name, prefix } = program
    record(tx, { action: 'program.revoked', subject: { kind: 'program', id }, before: { name, prefix } })
    announce(tx, 'session.ended', program.userId, {})
  })
}
