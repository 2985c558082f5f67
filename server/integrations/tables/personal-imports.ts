import { definePersonal, type Person } from '../../identity/index.ts'
import type { App, Queries } from '../../platform/index.ts'
import { fileOf, sheetTextOf } from './import-store.ts'

/** Files that were handed in name people too; one that does goes as a whole, what it made stays. */
export function definePersonalOfImports(app: App): void {
  definePersonal(app, {
    packed: [
      {
        what: 'files handed in for an import',
        count: async (db, person) => (await importsNaming(db, wordsOf(person))).length,
        async forget(tx, { person }) {
          const naming = await importsNaming(tx, wordsOf(person))
          await tx.query('delete from imports where id = any($1::text[])', [naming])
          return naming.length
        },
      },
    ],
  })
}

const wordsOf = ({ names, emails }: Person) => [
  ...names.flatMap(({ given, family }) => [`${given} ${family}`, family]),
  ...emails,
]

/** Files are sealed, so each is opened and looked through; where a row of it says so already, that is enough. */
async function importsNaming(db: Queries, words: string[]): Promise<string[]> {
  const imports = await db.query<{ id: string; in_rows: boolean }>(
    `select i.id, exists (
       select from import_rows r, unnest($1::text[]) as words(said) where r.import_id = i.id
         and position(lower(said) in lower(concat(r.body, r.words, r.issues, r.before))) > 0) as in_rows
     from imports i`,
    [words],
  )
  const naming: string[] = []
  for (const { id, in_rows } of imports) if (in_rows || (await namesIn(db, id, words))) naming.push(id)
  return naming
}

async function namesIn(db: Queries, id: string, words: string[]): Promise<boolean> {
  const file = await fileOf(db, id)
  if (words.some((said) => file.includes(said))) return true
  const sheet = (await sheetTextOf(db, id))?.toLowerCase()
  return sheet !== undefined && words.some((said) => sheet.includes(said.toLowerCase()))
}
