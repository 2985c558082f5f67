import { createTransport } from 'nodemailer'
import type { App, Queries } from '../platform/index.ts'
import { findMailServer, type MailServer } from './mail-server.ts'
import type { MailRow } from './mail-store.ts'
import type { Attachment } from './send-mail.ts'

export type Outcome = { sent: true } | { sent: false; forGood: boolean; reason: string }
export type Courier = {
  hand(mail: MailRow, attachments: readonly Attachment[]): Promise<Outcome>
  close(): void
}

export type Couriers = {
  /** The way to the mail server, if there is one now. */
  current(db: Queries): Promise<Courier | undefined>
  close(): void
}

/** One connection pool a node; another one as soon as the settings name another server. */
export function openCouriers(app: App): Couriers {
  let open: { key: string; courier: Courier } | undefined
  return {
    async current(db) {
      const server = await findMailServer(app, db)
      if (!server) return undefined
      if (open?.key !== server.key) {
        open?.courier.close()
        open = { key: server.key, courier: courierFor(server, app.config.publicUrl) }
      }
      return open.courier
    },
    close: () => open?.courier.close(),
  }
}

/** Attempts at the same mail carry the same Message-ID. */
function courierFor(server: MailServer, publicUrl: string): Courier {
  const transport = createTransport(
    {
      ...server.transport,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      // Nothing a mail says makes this program read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: server.from },
  )
  const { hostname } = new URL(publicUrl)
  return {
    async hand(mail, attachments) {
      try {
        await transport.sendMail({
          to: mail.to,
          subject: mail.subject,
          text: withSecret(mail.text, mail),
          ...(mail.html !== undefined && { html: withSecret(mail.html, mail) }),
          ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
          messageId: `<${mail.id}@${hostname}>`,
          date: mail.createdAt,
          headers: { 'Auto-Submitted': 'auto-generated' },
          attachments: attachments.map(({ name, type, content }) => ({
            filename: name,
            contentType: type,
            content,
          })),
        })
        return { sent: true }
      } catch (error) {
        return { sent: false, ...whyNot(error) }
      }
    },
    close: () => transport.close(),
  }
}

const withSecret = (text: string, { secret }: MailRow) =>
  secret === undefined ? text : text.replaceAll('{secret}', secret)

/** A server that refuses the envelope or the message with 5xx will do so again; all else may pass. */
function whyNot(error: unknown): { forGood: boolean; reason: string } {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message: string }
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE'
  return {
    forGood: refused && (responseCode === undefined || responseCode >= 500),
    reason: message.slice(0, 500),
  }
}
