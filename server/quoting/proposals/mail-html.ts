import { readFromRight } from '../../../contract/customer-words/index.ts'

/** A mail to a customer: who writes, what they say, the quote at a glance, and the way to it. */
export type CustomerMail = {
  seller: string
  language: string
  accent: string
  /** As the person wrote it; empty lines part paragraphs. */
  message: string
  facts: readonly (readonly [string, string])[]
  action?: { url: string; label: string; note: string }
  foot: readonly string[]
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Tables and inline styles: what mail programs understand. */
export function mailHtml({ seller, language, accent, message, facts, action, foot }: CustomerMail): string {
  const side = readFromRight(language) ? 'rtl' : 'ltr'
  const gap = side === 'rtl' ? '3px 0 3px 24px' : '3px 24px 3px 0'
  const paragraphs = message
    .split(/\n\s*\n/)
    .map((text) => `<p style="margin:0 0 14px">${escaped(text).replaceAll('\n', '<br>')}</p>`)
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:${gap};color:#5c6878">${escaped(label)}</td>` +
      `<td style="padding:3px 0;font-weight:600"><bdi>${escaped(value)}</bdi></td></tr>`,
  )
  const button = action
    ? `<p style="margin:22px 0 8px"><a href="${escaped(action.url)}" style="display:inline-block;background:${accent};` +
      `color:#ffffff;text-decoration:none;font-weight:600;padding:12px 22px;border-radius:6px">${escaped(action.label)}</a></p>` +
      `<p style="margin:0 0 6px;font-size:12px;color:#5c6878">${escaped(action.note)}</p>`
    : ''
  return (
    `<!doctype html><html lang="${escaped(language)}" dir="${side}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>` +
    `<body dir="${side}" style="margin:0;background:#f3f4f6;${font};font-size:15px;line-height:1.5;color:#17212e">` +
    '<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center" style="padding:24px 12px">' +
    `<table role="presentation" width="560" cellspacing="0" cellpadding="0" style="max-width:560px;width:100%;background:#ffffff;border-top:4px solid ${accent};border-radius:8px">` +
    `<tr><td style="padding:22px 28px 0;font-size:17px;font-weight:700">${escaped(seller)}</td></tr>` +
    `<tr><td style="padding:16px 28px 24px">${paragraphs.join('')}` +
    `${rows.length > 0 ? `<table role="presentation" cellspacing="0" cellpadding="0" style="margin:6px 0 0">${rows.join('')}</table>` : ''}` +
    `${button}</td></tr></table>` +
    `<p style="font-size:12px;color:#5c6878;margin:14px 0 0">${foot.map(escaped).join('<br>')}</p>` +
    '</td></tr></table></body></html>'
  )
}

/** The same for programs that show no HTML. */
export function mailText({ message, facts, action, foot }: CustomerMail): string {
  return [
    message,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...(action ? [`${action.label}: ${action.url}\n${action.note}`] : []),
    `--\n${foot.join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
