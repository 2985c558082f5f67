/**
 * `node demo/pc-parts/write-tables.ts PARTS TO`: makes tables for the import page of a folder with lists of computer parts,
 * and a model of a computer over them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pcModel } from './model.ts'
import { readParts } from './parts.ts'
import { tablesOf } from './tables.ts'

const [from, to] = process.argv.slice(2)
if (!from || !to) {
  console.error('Name the folder with the parts, and the folder for the tables.')
  process.exit(2)
}
const parts = readParts(from)
mkdirSync(to, { recursive: true })
for (const [name, table] of Object.entries(tablesOf(parts))) writeFileSync(join(to, `${name}.csv`), table)
writeFileSync(join(to, 'model.json'), JSON.stringify(pcModel(parts), null, 2))
console.log(`${parts.length} parts, ${parts.filter((part) => part.price !== undefined).length} with a price`)
