import type { Sheet } from './sheet.ts'

/** Not words of a person, but what the template decides by, draws, or fills in. */
const notWords: ReadonlySet<string> = new Set(
  'labels lang script paper accent logo drawing kind block columns made'.split(' '),
)
const ltr = '\u2066'
const end = '\u2069'
/** Figures of Intl carry marks of their own. */
const marked = /[\u061c\u200e\u200f\u2066-\u2069]/
const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
/** Beside words read from the right: from the first letter or digit of the others to the last, "+49 30 1234". */
const between =
  /[+(#]?[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d](?:[^\p{Script=Arabic}\p{Script=Hebrew}]*[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d)%"”])?/gu
/** A line without such words, behind its mark where it is a point of a list. */
const whole = /^(- )?(.*[\p{L}\d].*)$/u

/**
 * What is read from the left stays so inside a document that is read from the right: an address, a code or a number is
 * set apart, so that its beginning is not moved behind its end.
 */
export function isolated(sheet: Sheet, backwards: boolean): Sheet {
  if (!backwards) return sheet
  // The title is metadata of the file: read, not laid out.
  const { title, ...words } = sheet
  return { ...(within(words) as Omit<Sheet, 'title'>), title } // the same shape, with marks in its texts
}

export function isolatedText(text: string): string {
  if (marked.test(text)) return text
  const lines = text
    .split('\n')
    .map((line) =>
      fromRight.test(line)
        ? line.replace(between, (found) => `${ltr}${found}${end}`)
        : line.replace(
            whole,
            (_, mark: string | undefined, rest: string) => `${mark ?? ''}${ltr}${rest}${end}`,
          ),
    )
  return lines.join('\n')
}

function within(value: unknown): unknown {
  if (typeof value === 'string') return isolatedText(value)
  if (Array.isArray(value)) return value.map(within)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, notWords.has(name) ? part : within(part)]),
  )
}
