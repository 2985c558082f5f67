/** A plain mail for programs that show HTML: paragraphs and one way to go on. */
export function htmlOf(paragraphs: readonly string[], action?: { url: string; label: string }): string {
  const [first = '', ...rest] = paragraphs
  const body = [
    `<p style="font-size:16px;font-weight:600;margin:0 0 12px">${escaped(first)}</p>`,
    ...rest.map((text) => `<p style="margin:0 0 12px;white-space:pre-line">${escaped(text)}</p>`),
    ...(action
      ? [
          `<p style="margin:20px 0 0"><a href="${escaped(action.url)}" style="background:#1d5c4a;color:#fff;border-radius:6px;padding:10px 16px;text-decoration:none">${escaped(action.label)}</a></p>`,
        ]
      : []),
  ]
  return `<!doctype html><html><body style="font:15px/1.5 system-ui,sans-serif;color:#1b1f1d;max-width:560px;margin:24px auto;padding:0 16px">${body.join('')}</body></html>`
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
