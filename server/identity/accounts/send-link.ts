import { randomBytes } from 'node:crypto'
import type { User } from '../../../contract/users.ts'
import { announce, newId, type Queries, type Tx } from '../../platform/index.ts'
import { findUser } from '../people.ts'
import { hashOfSecret } from '../secrets.ts'
import { companySettings } from '../settings.ts'
import { dropLinks, insertLink, type LinkKind, lockLink, saveSecret } from './link-store.ts'

const hours: Record<LinkKind, number> = { invitation: 7 * 24, reset: 1, email: 24 }

/**
 * Asks for a link to be sent. Its secret is made only when the mail is written (`writeLink`): neither this table nor
 * the events ever hold it. The one before of its kind holds no more.
 */
export async function askForLink(tx: Tx, user: User, kind: LinkKind, email: string): Promise<void> {
  await dropLinks(tx, user.id, kind === 'email' ? ['email'] : ['invitation', 'reset'])
  const id = newId('lnk')
  const endsAt = new Date(tx.ctx.now.getTime() + hours[kind] * 3_600_000)
  await insertLink(tx, { id, userId: user.id, kind, email, endsAt })
  announce(tx, 'account.link-asked', id, {})
}

/** What the mail of a link says. */
export type LinkToSend = {
  kind: LinkKind
  to: string
  name: string
  username: string
  company: string
  endsAt: Date
  secret: string
}

/** Makes the secret of a link, once; nothing where the link was sent, used or taken back meanwhile. */
export async function writeLink(tx: Tx, id: string): Promise<LinkToSend | undefined> {
  const link = await lockLink(tx, id)
  if (!link || link.written || link.usedAt || link.endsAt <= tx.ctx.now) return undefined
  const user = await findUser(tx, link.userId)
  if (!user) return undefined
  const secret = randomBytes(32).toString('base64url')
  await saveSecret(tx, id, hashOfSecret(secret))
  const { kind, email: to, endsAt } = link
  return {
    kind,
    to,
    endsAt,
    secret,
    name: user.name,
    username: user.username,
    company: await companyName(tx),
  }
}

export async function companyName(db: Queries): Promise<string> {
  return (await companySettings(db)).company.name
}
