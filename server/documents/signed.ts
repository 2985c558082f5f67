import type { Labels } from './labels.ts'
import type { SignatureRecord } from './quote-document.ts'

/** The signature as the document shows it: the field filled in, and the record behind it. */
export type SignedSheet = {
  name: string
  role?: string
  day: string
  drawing?: string
  facts: [label: string, value: string][]
  happened: [when: string, what: string][]
}

export function signedSheet(
  signature: SignatureRecord,
  { labels, language, zone }: { labels: Labels; language: string; zone: string },
): SignedSheet {
  const moment = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone: zone,
  })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone })
  const words: Record<string, string> = {
    SENT: labels.sent,
    VIEWED: labels.viewed,
    CHOSE: labels.chose,
    ACCEPTED: labels.accepted,
  }
  const { name, role, strokes, at, from, sha256 } = signature
  return {
    name,
    ...(role && { role }),
    day: day.format(new Date(at)),
    ...(strokes && { drawing: drawingOf(strokes) }),
    facts: [
      [labels.signedBy, role ? `${name}, ${role}` : name],
      [labels.signedAt, moment.format(new Date(at))],
      [labels.signedHow, strokes ? labels.byHand : labels.byName],
      ...(from
        ? [[labels.signedFrom, [from, signature.with].filter(Boolean).join(' · ')] as [string, string]]
        : []),
      [labels.signedDocument, sha256],
    ],
    happened: signature.happened.map((each): [string, string] => [
      moment.format(new Date(each.at)),
      [words[each.kind] ?? each.kind, each.who, each.words].filter(Boolean).join(' · '),
    ]),
  }
}

/** The strokes as a picture, cut to what was drawn. Points are numbers by their schema: nothing else gets in. */
function drawingOf(strokes: NonNullable<SignatureRecord['strokes']>): string {
  const xs = strokes.flat().map(([x]) => x)
  const ys = strokes.flat().map(([, y]) => y)
  const left = Math.min(...xs) - 4
  const top = Math.min(...ys) - 4
  const width = Math.max(...xs) + 4 - left
  const height = Math.max(...ys) + 4 - top
  const paths = strokes.map((points) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}">` +
    `<path d="${paths.join('')}" fill="none" stroke="#17212e" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  )
}
