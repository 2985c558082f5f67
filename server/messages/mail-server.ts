import type { Settings } from '../../contract/settings.ts'
import { companySettings, settingsSecret } from '../identity/index.ts'
import type { App, Queries } from '../platform/index.ts'

/** A server mail goes out through, as the mail library takes it. */
export type MailServer = {
  by: 'settings' | 'environment'
  host: string
  from: string
  /** Of two servers with the same key, one connection serves. */
  key: string
  transport: object
}

/** Whether mail goes out at all. */
export const hasMailServer = async (app: App, db: Queries): Promise<boolean> =>
  (await findMailServer(app, db).catch(() => undefined)) !== undefined

/** The server of the settings, else that of the environment, if there is one. */
export async function findMailServer(app: App, db: Queries): Promise<MailServer | undefined> {
  const { mail } = await companySettings(db)
  const from = mail.from ?? app.config.mailFrom
  if (mail.host !== undefined)
    return fromSettings(app, mail, mail.host, from, await settingsSecret(db, 'mail.password'))
  const url = app.config.smtpUrl
  if (url === undefined) return undefined
  return { by: 'environment', host: new URL(url).hostname, from, key: url + from, transport: { url } }
}

/** An administrator entered the name: it leads outside, or where the operator allows, and the connection goes there. */
async function fromSettings(
  app: App,
  { port, security = 'STARTTLS', username }: Settings['mail'],
  host: string,
  from: string,
  password: string | undefined,
): Promise<MailServer> {
  const { address } = await app.outside.addressOf(host)
  const transport = {
    host: address,
    port: port ?? (security === 'TLS' ? 465 : 587),
    secure: security === 'TLS',
    requireTLS: security === 'STARTTLS',
    ignoreTLS: security === 'NONE',
    tls: { servername: host },
    ...(username !== undefined && { auth: { user: username, pass: password ?? '' } }),
  }
  return { by: 'settings', host, from, key: JSON.stringify([transport, from]), transport }
}
