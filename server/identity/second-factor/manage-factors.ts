import QRCode from 'qrcode'
import type { SecondFactor } from '../../../contract/second-factor.ts'
import type { User } from '../../../contract/users.ts'
import { announce, type Context, DomainError, newId, type Tx } from '../../platform/index.ts'
import { demandPresence } from '../accounts/demand-presence.ts'
import { companyName } from '../accounts/send-link.ts'
import { record } from '../audit.ts'
import { findUser } from '../people.ts'
import { permit } from '../policy.ts'
import { demandRate } from '../rate-limit.ts'
import { deleteSessionsOf } from '../session-store.ts'
import { companySettings } from '../settings.ts'
import { insertTotp, removeFactors, selectFactors, selectTotps, takeStep } from './factor-store.ts'
import { addPasskey, passkeyOptions, siteOf } from './passkeys.ts'
import { codesLeft, renewCodes } from './recovery-codes.ts'
import { newSecret, stepOf, uriOf } from './totp.ts'

export async function ownFactors(ctx: Context) {
  const user = await self(ctx)
  const { secondFactorRoles = [] } = (await companySettings(ctx.db)).security
  return {
    items: await selectFactors(ctx.db, user.id),
    recoveryCodesLeft: await codesLeft(ctx.db, user.id),
    required: user.roles.some((role) => secondFactorRoles.includes(role)),
  }
}

/** A new secret for an authenticator app; it counts once a code of it was shown. */
export async function setUpTotp(ctx: Context, currentPassword: string | undefined) {
  await demandPresence(ctx, currentPassword)
  const user = await self(ctx)
  const id = newId('fac')
  const secret = newSecret()
  const uri = uriOf(secret, user.username, await companyName(ctx.db))
  await ctx.transaction((tx) => insertTotp(tx, id, user.id, secret))
  return { id, secret, uri, qr: await QRCode.toString(uri, { type: 'svg', margin: 2 }) }
}

export async function confirmTotp(ctx: Context, id: string, code: string, name: string | undefined) {
  await demandRate(ctx, 'factor.person', ctx.actor.id)
  return ctx.transaction(async (tx) => {
    const [app] = await selectTotps(tx, ctx.actor.id, id)
    if (!app || app.confirmed) throw new DomainError('factor.not-found', { id })
    const step = stepOf(app.secret, code, ctx.now)
    if (step === undefined || !(await takeStep(tx, id, step, name)))
      throw new DomainError('factor.wrong-code')
    return added(tx, id)
  })
}

export async function beginPasskey(ctx: Context, publicUrl: string, currentPassword: string | undefined) {
  await demandPresence(ctx, currentPassword)
  return { ...(await passkeyOptions(ctx, siteOf(publicUrl), await self(ctx))) }
}

export function confirmPasskey(ctx: Context, publicUrl: string, name: string, credential: unknown) {
  return ctx.transaction(async (tx) =>
    added(tx, await addPasskey(tx, siteOf(publicUrl), ctx.actor.id, name, credential)),
  )
}

export async function removeFactor(
  ctx: Context,
  id: string,
  currentPassword: string | undefined,
): Promise<void> {
  await demandPresence(ctx, currentPassword)
  await ctx.transaction(async (tx) => {
    if ((await removeFactors(tx, ctx.actor.id, id)) === 0) throw new DomainError('factor.not-found', { id })
    noteChange(tx, ctx.actor.id, 'second-factor.removed')
  })
}

export async function renewRecoveryCodes(
  ctx: Context,
  currentPassword: string | undefined,
): Promise<string[]> {
  await demandPresence(ctx, currentPassword)
  if ((await selectFactors(ctx.db, ctx.actor.id)).length === 0) throw new DomainError('factor.none')
  return ctx.transaction(async (tx) => {
    noteChange(tx, ctx.actor.id, 'second-factor.codes-renewed')
    return renewCodes(tx, ctx.actor.id)
  })
}

export async function factorsOf(ctx: Context, id: string): Promise<SecondFactor[]> {
  await demandUser(ctx, id)
  return selectFactors(ctx.db, id)
}

/** For who lost them all: an administrator takes them away, and every session with them. */
export async function resetFactors(ctx: Context, id: string): Promise<void> {
  await demandUser(ctx, id)
  await ctx.transaction(async (tx) => {
    await removeFactors(tx, id)
    await deleteSessionsOf(tx, id)
    noteChange(tx, id, 'second-factor.reset')
    announce(tx, 'session.ended', id, {})
  })
}

/** With the first factor come recovery codes. */
async function added(tx: Tx, id: string): Promise<{ factor: SecondFactor; recoveryCodes?: string[] }> {
  const userId = tx.ctx.actor.id
  const factors = await selectFactors(tx, userId)
  const factor = factors.find((one) => one.id === id)
  if (!factor) throw new Error('a factor was added and is not there')
  noteChange(tx, userId, 'second-factor.added')
  announce(tx, 'user.changed', userId, {})
  return { factor, ...(factors.length === 1 && { recoveryCodes: await renewCodes(tx, userId) }) }
}

function noteChange(tx: Tx, userId: string, action: string): void {
  record(tx, { action, subject: { kind: 'user', id: userId } })
  announce(tx, action, userId, {})
}

async function self(ctx: Context): Promise<User> {
  const user = await findUser(ctx.db, ctx.actor.id)
  if (!user) throw new DomainError('auth.required')
  return user
}

async function demandUser(ctx: Context, id: string): Promise<void> {
  permit(ctx, 'users.write', { ownerId: id }, new DomainError('user.not-found', { id }))
  if (!(await findUser(ctx.db, id))) throw new DomainError('user.not-found', { id })
}
