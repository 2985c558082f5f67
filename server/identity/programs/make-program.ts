import { randomBytes } from 'node:crypto'
import type { MadeProgram, Program } from '../../../contract/programs.ts'
import type { User } from '../../../contract/users.ts'
import { announce, type Context, DomainError, newId } from '../../platform/index.ts'
import { demandPresence } from '../accounts/demand-presence.ts'
import { record } from '../audit.ts'
import { rolesOf } from '../own-roles.ts'
import { findUser } from '../people.ts'
import { can, permit } from '../policy.ts'
import { grantsOf } from '../roles.ts'
import { hashOfSecret } from '../secrets.ts'
import { insertProgram, selectPrograms } from './program-store.ts'

type Wanted = {
  name: string
  scopes: Program['scopes']
  expiresAt?: string | undefined
  currentPassword?: string | undefined
}

/** A key of one's own: it can at most what the person can. */
export async function makeOwnKey(ctx: Context, wanted: Wanted): Promise<MadeProgram> {
  const user = await findUser(ctx.db, ctx.actor.id)
  if (!user) throw new DomainError('auth.required')
  return make(ctx, user, 'key', wanted)
}

/**
 * A key or client for a service user. It never decides on approvals: who makes it could otherwise decide on their own
 * quotes through it.
 */
export async function makeProgram(
  ctx: Context,
  wanted: Wanted & { kind: Program['kind']; userId: User['id'] },
): Promise<MadeProgram> {
  const user = await findUser(ctx.db, wanted.userId)
  if (!user) throw new DomainError('user.not-found', { id: wanted.userId })
  permit(ctx, 'users.write', { ownerId: user.id }, new DomainError('user.not-found', { id: user.id }))
  if (!user.roles.includes('integration'))
    throw new DomainError('program.no-service-user', { name: user.name })
  if (wanted.scopes.includes('quotes.approve')) throw new DomainError('program.cannot-approve')
  return make(ctx, user, wanted.kind, wanted)
}

async function make(ctx: Context, user: User, kind: Program['kind'], wanted: Wanted): Promise<MadeProgram> {
  await demandPresence(ctx, wanted.currentPassword)
  const own = user.id === ctx.actor.id
  const held = grantsOf(user.roles, await rolesOf(ctx.db, user.roles))
  const beyond = wanted.scopes.filter((scope) => (own ? !can(ctx, scope) : !held.has(scope)))
  if (beyond.length > 0) throw new DomainError('program.scope-beyond', { name: user.name, scopes: beyond })

  const id = newId('prg')
  const secret = `${kind === 'key' ? 'qnk' : 'qns'}_${randomBytes(32).toString('base64url')}`
  const scopes = [...new Set(wanted.scopes)]
  await ctx.transaction(async (tx) => {
    const { name, expiresAt } = wanted
    const prefix = secret.slice(0, 10)
    const secretHash = hashOfSecret(secret)
    await insertProgram(tx, { id, kind, name, scopes, prefix, secretHash, userId: user.id, expiresAt })
    record(tx, {
      action: 'program.created',
      subject: { kind: 'program', id },
      after: { kind, name, prefix, scopes, userId: user.id, expiresAt },
    })
    announce(tx, 'program.created', user.id, { kind, name })
  })
  const [made] = await selectPrograms(ctx.db, 'p.id = $1', [id])
  if (!made) throw new Error('a program was made and is not there')
  return { ...made, secret }
}
