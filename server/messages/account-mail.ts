import { companyName, emailChangeOf, findUser, type LinkToSend, writeLink } from '../identity/index.ts'
import { type App, subscribe } from '../platform/index.ts'
import { htmlOf } from './mail-text.ts'
import { sendMail } from './send-mail.ts'

/** Writes the links people prove themselves with, and tells them what happened to their account. */
export function mailAccounts(app: App): void {
  subscribe(app, ['account.link-asked'], 'messages.account-links', (ctx, event) =>
    ctx.transaction(async (tx) => {
      const link = await writeLink(tx, event.subjectId)
      if (!link) return
      const { subject, lines, label } = wordsOf(link)
      const url = `${app.config.publicUrl}/link#{secret}`
      const text = [...lines, url, untilOf(link)].join('\n\n')
      const html = htmlOf([subject, ...lines, untilOf(link)], { url, label })
      await sendMail(tx, {
        to: link.to,
        subject,
        text,
        html,
        secret: link.secret,
        key: `link:${event.subjectId}`,
      })
    }),
  )
  subscribe(app, ['account.email-changed'], 'messages.email-changed', (ctx, event) =>
    ctx.transaction(async (tx) => {
      const change = await emailChangeOf(tx, event.subjectId)
      if (!change) return
      const subject = `Your mail address at ${await companyName(tx)} was changed`
      const text = `${change.name}, mail for your account goes to ${change.to} from now on. If this was not you, tell your administrator at once.`
      await sendMail(tx, {
        to: change.from,
        subject,
        text,
        html: htmlOf([subject, text]),
        key: `told:${event.subjectId}`,
      })
    }),
  )
  subscribe(app, Object.keys(notices), 'messages.account-notices', (ctx, event) =>
    ctx.transaction(async (tx) => {
      const user = await findUser(tx, event.subjectId)
      const notice = notices[event.type]
      if (!user?.email || !notice) return
      const subject = `${notice} at ${await companyName(tx)}`
      const text = `${user.name}, this happened to your account "${user.username}" on ${event.at.toUTCString()}. If this was not you, tell your administrator at once.`
      await sendMail(tx, {
        to: user.email,
        subject,
        text,
        html: htmlOf([subject, text]),
        key: `notice:${event.sequence}`,
      })
    }),
  )
}

/** What a person is told by mail, in case it was not them. */
const notices: Record<string, string> = {
  'user.password-changed': 'Your password was changed',
  'user.password-reset': 'An administrator set your password anew',
  'program.created': 'A new API key acts in your name',
  'second-factor.added': 'A second factor was added to your account',
  'second-factor.removed': 'A second factor was removed from your account',
  'second-factor.reset': 'An administrator reset your second factor',
  'user.password-set': 'Your password was set anew',
}

function wordsOf({ kind, name, username, company, to }: LinkToSend) {
  if (kind === 'invitation')
    return {
      subject: `Your account at ${company}`,
      lines: [
        `${name}, there is an account for you. Your user name is ${username}. Set your password to begin.`,
      ],
      label: 'Set my password',
    }
  if (kind === 'reset')
    return {
      subject: `A new password for your account at ${company}`,
      lines: [
        `${name}, somebody asked for a new password for the user name ${username}. If this was not you, nothing needs to be done.`,
      ],
      label: 'Set a new password',
    }
  return {
    subject: `Confirm your mail address for ${company}`,
    lines: [`${name}, confirm that mail for your account should go to ${to}.`],
    label: 'Confirm this address',
  }
}

const untilOf = ({ endsAt }: LinkToSend) => `The link can be used once, until ${endsAt.toUTCString()}.`
