import type { Provider } from '../../../contract/single-sign-on.ts'
import {
  announce,
  type Context,
  DomainError,
  demandMatch,
  newId,
  type Outside,
  type Tx,
} from '../../platform/index.ts'
import { record } from '../audit.ts'
import { demandGivable } from '../own-roles.ts'
import { differenceOf } from '../user.ts'
import { removeProvider, type StoredProvider, saveProvider, selectProviders } from './provider-store.ts'

export type GivenProvider = Pick<Provider, 'code' | 'name' | 'enabled' | 'settings' | 'mapping'> & {
  clientSecret?: string | undefined
}

export async function addProvider(
  outside: Outside,
  ctx: Context,
  { clientSecret, ...given }: GivenProvider,
): Promise<StoredProvider> {
  await demandOutside(outside, given)
  return ctx.transaction(async (tx) => {
    const provider: StoredProvider = { ...given, id: newId('idp'), version: 1, secret: clientSecret ?? null }
    await demandFreeCode(tx, provider)
    await demandGivable(tx, rolesIn(provider))
    await saveProvider(tx, provider)
    record(tx, {
      action: 'identity-provider.created',
      subject: subjectOf(provider),
      after: withoutSecret(provider),
    })
    announce(tx, 'identity-provider.changed', provider.id, {})
    return provider
  })
}

export async function changeProvider(
  outside: Outside,
  ctx: Context,
  id: string,
  { clientSecret, ...given }: GivenProvider,
  ifMatch: string | undefined,
): Promise<StoredProvider> {
  await demandOutside(outside, given)
  return ctx.transaction(async (tx) => {
    await tx.query('select 1 from identity_providers where id = $1 for update', [id])
    const [before] = await selectProviders(tx, 'id = $1', [id])
    if (!before) throw new DomainError('reference.not-found', { kind: 'identity provider', code: id })
    demandMatch(ifMatch, before.version)
    const secret = clientSecret ?? before.secret
    const after: StoredProvider = { ...before, ...given, version: before.version + 1, secret }
    await demandFreeCode(tx, after)
    await demandGivable(tx, rolesIn(after), rolesIn(before))
    await saveProvider(tx, after)
    record(tx, {
      action: 'identity-provider.changed',
      subject: subjectOf(after),
      ...differenceOf(withoutSecret(before), withoutSecret(after)),
      ...(clientSecret !== undefined && { why: 'with a new client secret' }),
    })
    announce(tx, 'identity-provider.changed', id, {})
    return after
  })
}

export function deleteProvider(ctx: Context, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const [before] = await selectProviders(tx, 'id = $1', [id])
    if (!before || !(await removeProvider(tx, id)))
      throw new DomainError('reference.not-found', { kind: 'identity provider', code: id })
    record(tx, {
      action: 'identity-provider.deleted',
      subject: subjectOf(before),
      before: withoutSecret(before),
    })
    announce(tx, 'identity-provider.changed', id, {})
  })
}

/** Told at once, to who enters it. A name nobody knows yet is asked for again when somebody signs in. */
async function demandOutside(outside: Outside, { settings }: Pick<GivenProvider, 'settings'>): Promise<void> {
  if (settings.kind !== 'oidc') return
  try {
    await outside.addressOf(new URL(settings.issuer).hostname)
  } catch (error) {
    if (error instanceof DomainError) throw error
  }
}

async function demandFreeCode(tx: Tx, { id, code }: StoredProvider): Promise<void> {
  const others = await selectProviders(tx, 'code = $1 and id <> $2', [code, id])
  if (others.length > 0) throw new DomainError('reference.exists', { kind: 'identity provider', code })
}

const rolesIn = ({ mapping }: StoredProvider) => [
  ...mapping.defaultRoles,
  ...mapping.roles.map(({ role }) => role),
]
const subjectOf = ({ id }: StoredProvider) => ({ kind: 'identity-provider', id })
const withoutSecret = ({ secret: _, ...rest }: StoredProvider) => rest
