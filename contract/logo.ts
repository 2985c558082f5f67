/**
 * What is wrong with a logo given as a data URL, if anything. It must be what it says, since documents are set with it; a
 * drawing holds shapes and pictures of its own only: nothing that runs, and nothing from elsewhere.
 */
export function wrongLogo(url: string): string | undefined {
  const [, type, base64 = ''] = /^data:image\/(png|svg\+xml);base64,(.*)$/s.exec(url) ?? []
  const bytes = decoded(base64)
  if (bytes === undefined) return 'is no base64'
  if (type === 'png') return bytes.startsWith('\x89PNG\r\n\x1a\n') ? undefined : 'is no PNG'
  if (!/^\ufeff?(ï»¿)?\s*(<\?xml[^>]*\?>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/.test(bytes)) return 'is no SVG'
  for (const [what, sign] of active) if (sign.test(bytes)) return `must not hold ${what}`
  return undefined
}

const active = [
  ['entities or a document type', /<!(DOCTYPE|ENTITY)/i],
  ['scripts', /<([\w-]+:)?script|\son\w+\s*=|javascript:/i],
  ['pages within it', /<([\w-]+:)?(foreignObject|iframe|embed|object)/i],
  ['links to elsewhere', /href\s*=\s*["']?\s*(?!["'#\s]|data:image\/(png|jpeg);base64,)/i],
  ['addresses in its styles', /url\(\s*["']?\s*(?![#"'\s])|@import/i],
] as const

/** One character a byte. */
function decoded(base64: string): string | undefined {
  try {
    return atob(base64)
  } catch {
    return undefined
  }
}
