import { definePersonal, type Person } from '../../identity/index.ts'
import type { App } from '../../platform/index.ts'

/** Files that were handed in name people too; one that does goes as a whole, what it made stays. */
export function definePersonalOfImports(app: App): void {
  const names = `exists (
    select from unnest($1::text[]) as words(said)
    where position(convert_to(said, 'UTF8') in imports.file) > 0 or position(lower(said) in lower(sheet_text)) > 0
      or exists (select from import_rows r where r.import_id = imports.id
        and position(lower(said) in lower(concat(r.body, r.words, r.issues, r.before))) > 0))`
  const wordsOf = ({ names: called, emails }: Person) => [
    ...called.flatMap(({ given, family }) => [`${given} ${family}`, family]),
    ...emails,
  ]
  definePersonal(app, {
    packed: [
      {
        what: 'files handed in for an import',
        async count(db, person) {
          return (await db.query(`select 1 from imports where ${names}`, [wordsOf(person)])).length
        },
        async forget(tx, { person }) {
          return (await tx.query(`delete from imports where ${names} returning 1`, [wordsOf(person)])).length
        },
      },
    ],
  })
}
