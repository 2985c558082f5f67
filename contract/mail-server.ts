import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { email } from './users.ts'

const tag = 'Mail'

export const mailServer = z
  .object({
    /** Where it is named: in the settings, in the environment (SMTP_URL), or nowhere. */
    by: z.enum(['settings', 'environment', 'none']),
    host: z.string().optional(),
    from: z.string(),
    hasPassword: z.boolean(),
  })
  .meta({ id: 'MailServer' })

export const readMailServer = endpoint({
  method: 'GET',
  path: '/mail-server',
  tag,
  summary: 'Through which server mail goes out',
  permission: 'settings.write',
  response: mailServer,
})

export const setMailPassword = endpoint({
  method: 'PUT',
  path: '/mail-server/password',
  tag,
  summary: 'Set the password for the mail server of the settings; null forgets it',
  description: 'Kept sealed, and never shown again.',
  permission: 'settings.write',
  forPeople: true,
  body: z
    .object({ password: z.string().min(1).max(most('values', 'sentence')).nullable() })
    .meta({ id: 'MailPassword' }),
  response: z.null(),
  status: 204,
})

export const testMailServer = endpoint({
  method: 'POST',
  path: '/mail-server/test',
  tag,
  summary: 'Send a mail to try the server, at once',
  permission: 'settings.write',
  forPeople: true,
  body: z.object({ to: email }).meta({ id: 'MailTest' }),
  response: z.object({ sent: z.boolean(), reason: z.string().optional() }),
})
