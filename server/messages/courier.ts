import { createTransport } from 'nodemailer'
import type { Config } from '../platform/index.ts'
import type { MailRow } from './mail-store.ts'
import type { Attachment } from './send-mail.ts'

export type Outcome = { sent: true } | { sent: false; forGood: boolean; reason: string }
export type Courier = {
  hand(mail: MailRow, attachments: readonly Attachment[]): Promise<Outcome>
  close(): void
}

/** The way to the mail server, if there is one. Attempts at the same mail carry the same Message-ID. */
export function openCourier(config: Config): Courier | undefined {
  if (config.smtpUrl === undefined) return undefined
  const transport = createTransport(
    {
      url: config.smtpUrl,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      // Nothing a mail says makes this program read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: config.mailFrom },
  )
  const { hostname } = new URL(config.publicUrl)
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
