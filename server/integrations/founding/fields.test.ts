import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/guide/founding-fields.md'), 'utf8')
/** Every field of every collection of the data model, as its tables list them. */
const listed = readFileSync(join(import.meta.dirname, 'testing/fields.golden.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string])

describe('the page about fields', () => {
  const everywhere = namesIn(page.slice(0, page.indexOf('\n## ')))
  it.each([...Map.groupBy(listed, ([collection]) => collection)])(
    'tells where each of %s lives',
    (collection, fields) => {
      const section = new RegExp(`^## ${collection}\n(.*?)(?=^## |$(?![\\s\\S]))`, 'ms').exec(page)?.[1] ?? ''
      const rows = section.split('\n').filter((line) => line.startsWith('|'))
      const told = new Set(rows.flatMap((row) => [...namesIn(row.split('|')[1] ?? '')]))
      const missing = fields
        .map(([, field]) => field)
        .filter(
          (field) => !told.has(field) && !everywhere.has(field) && !told.has(field.replace(/[^.]+$/, '*')),
        )
      expect(missing).toEqual([])
    },
  )

  const documents = process.env.QUOIN_FOUNDING_MODEL ?? ''
  it.skipIf(!existsSync(documents))(
    'goes by the whole data model (QUOIN_FOUNDING_MODEL names its file; without it this is left out)',
    () => {
      expect(fieldsOf(readFileSync(documents, 'utf8'))).toEqual(listed)
    },
  )
})

function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''))
}

/** The first column of every table of fields, with the collection whose chapter it is in. */
function fieldsOf(model: string): [string, string][] {
  const chapters = model.split(/^### (?=\d+\. )|^## /m)
  return chapters.flatMap((chapter) => {
    const collection = /\*\*Collection Name:\*\* `(\w+)`/.exec(chapter)?.[1]
    if (!collection) return []
    const tables = chapter.matchAll(/^\| Field \|.*\n\|[-| ]+\n((?:\|.*\n)+)/gm)
    return [...tables].flatMap(([, rows = '']) =>
      [...rows.matchAll(/^\| `([^`]+)`/gm)].map(([, field = '']): [string, string] => [collection, field]),
    )
  })
}
