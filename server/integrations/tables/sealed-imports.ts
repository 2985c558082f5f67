import {
  type App,
  defineSealed,
  openBytesOf,
  openParts,
  type Queries,
  type SecretParts,
  sealParts,
} from '../../platform/index.ts'

// What is handed in lies here for weeks: files as a whole, and of their rows what the things' own rows seal.

const figures = ['cost', 'floor', 'target', 'unitAmount', 'flatAmount', 'tiers']
const secret = { fields: ['taxId', ...figures] }
const secretBefore = { within: { body: { fields: figures } } }
const spoken = /^(cost|floor|target|unit amount|flat amount|tier)/i
const secretWords = { elements: { words: (word: string) => spoken.test(word) } }
const fileColumn = { table: 'imports', column: 'file' }
const sheetColumn = { table: 'imports', column: 'sheet_text' }
const sampleColumn = { table: 'imports', column: 'sample' }
const rowPlace = (column: string, importId: string, row: number | string) => ({
  table: 'import_rows',
  column,
  row: `${importId} ${row}`,
})

export const sealFile = ({ keys }: Queries, importId: string, file: Uint8Array) =>
  Buffer.from(keys.sealBytes(Buffer.from(file), { ...fileColumn, row: importId }))
export const openFile = ({ keys }: Queries, importId: string, stored: Buffer) =>
  openBytesOf(keys, stored, { ...fileColumn, row: importId })

export const sealSheet = ({ keys }: Queries, importId: string, text: string) =>
  keys.seal(text, { ...sheetColumn, row: importId })
export const openSheet = ({ keys }: Queries, importId: string, stored: string) =>
  keys.open(stored, { ...sheetColumn, row: importId })

type Body = Record<string, unknown>
export const sealBody = ({ keys }: Queries, importId: string, row: number, body: Body): Body =>
  sealParts(keys, body, secret, rowPlace('body', importId, row))
export const openBody = ({ keys }: Queries, importId: string, row: number, stored: Body): Body =>
  openParts(keys, stored, rowPlace('body', importId, row))

/** The first rows of a file, for a look at how it was understood. */
export const sealSample = ({ keys }: Queries, importId: string, sample: readonly string[][]) =>
  keys.seal(JSON.stringify(sampleWithout(sample)), { ...sampleColumn, row: importId })
export const openSample = ({ keys }: Queries, importId: string, stored: string) =>
  JSON.parse(keys.open(stored, { ...sampleColumn, row: importId })) as string[][]

/** What a change set held before a row was put into it; rows of a file do not share a code. */
export const sealBefore = ({ keys }: Queries, importId: string, code: string, before: object): object =>
  sealParts(keys, before, secretBefore, rowPlace('before', importId, code))
export const openBefore = ({ keys }: Queries, importId: string, code: string, stored: unknown): unknown =>
  typeof stored === 'object' && stored !== null
    ? openParts(keys, stored, rowPlace('before', importId, code))
    : stored

/** The words of a change, those that name a figure sealed; a plain list where none does. */
export function sealWords(
  { keys }: Queries,
  importId: string,
  row: number,
  words: readonly string[],
): object {
  const shown = { words: wordsWithout(words) }
  const sealed = sealParts(keys, shown, secretWords, rowPlace('words', importId, row))
  return sealed === shown ? shown.words : sealed
}
export const openWords = ({ keys }: Queries, importId: string, row: number, stored: string[] | object) =>
  Array.isArray(stored)
    ? stored
    : (openParts(keys, stored, rowPlace('words', importId, row)) as { words: string[] }).words

/** The words of a change without the tax ids in them; `wordsWith` puts the new one back for whoever looks. */
const wordsWithout = (words: readonly string[]) =>
  words.map((each) => (each.startsWith('tax id: ') ? 'tax id' : each))
export const wordsWith = (words: readonly string[], body: Body | null) =>
  words.map((each) => (each === 'tax id' ? `tax id: now ${String(body?.taxId ?? 'nothing')}` : each))

/** The first rows of a file with dots where a column is of tax ids. */
function sampleWithout(sample: readonly string[][]): string[][] {
  const [headings = [], ...rows] = sample
  const isSecret = headings.map((each) => /^tax[\s_-]*id$/i.test(each.trim()))
  return sample.length === 0
    ? []
    : [headings, ...rows.map((row) => row.map((cell, at) => (isSecret[at] && cell !== '' ? '•••' : cell)))]
}

export function sealImports(app: App): void {
  const row = ({ id }: Body) => String(id)
  // A file can be large: one at a time.
  const whole = { key: ['id'], row, atOnce: 1 }
  defineSealed(app, { ...whole, ...fileColumn, form: 'bytes' })
  defineSealed(app, { ...whole, ...sheetColumn, form: 'text' })
  defineSealed(app, { ...whole, ...sampleColumn, form: 'text' })
  const table = 'import_rows'
  const key = ['import_id', 'row']
  const ofRow = (stored: Body) => `${String(stored.import_id)} ${String(stored.row)}`
  const ofCode = (stored: Body) => `${String(stored.import_id)} ${String(stored.code)}`
  const form = (parts: SecretParts) => ({ parts, type: 'jsonb' }) as const
  defineSealed(app, { table, key, column: 'body', row: ofRow, form: form(secret) })
  defineSealed(app, { table, key, column: 'words', row: ofRow, form: form(secretWords) })
  defineSealed(app, { table, key, also: ['code'], column: 'before', row: ofCode, form: form(secretBefore) })
}
