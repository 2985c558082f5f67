import {
  type App,
  defineSealed,
  openBytesOf,
  openParts,
  type Queries,
  sealParts,
} from '../../platform/index.ts'

// What is handed in lies here for weeks: files as a whole, and of their rows what a customer's own row seals.

const secret = { fields: ['taxId'] }
const fileColumn = { table: 'imports', column: 'file' }
const sheetColumn = { table: 'imports', column: 'sheet_text' }
const rowPlace = (importId: string, row: number) => ({
  table: 'import_rows',
  column: 'body',
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
  sealParts(keys, body, secret, rowPlace(importId, row))
export const openBody = ({ keys }: Queries, importId: string, row: number, stored: Body): Body =>
  openParts(keys, stored, rowPlace(importId, row))

/** The words of a change without the tax ids in them; `wordsWith` puts the new one back for whoever looks. */
export const wordsWithout = (words: readonly string[]) =>
  words.map((each) => (each.startsWith('tax id: ') ? 'tax id' : each))
export const wordsWith = (words: readonly string[], body: Body | null) =>
  words.map((each) => (each === 'tax id' ? `tax id: now ${String(body?.taxId ?? 'nothing')}` : each))

/** The first rows of a file with dots where a column is of tax ids. */
export function sampleWithout(sample: readonly string[][]): string[][] {
  const [headings = [], ...rows] = sample
  const isSecret = headings.map((each) => /^tax[\s_-]*id$/i.test(each.trim()))
  return sample.length === 0
    ? []
    : [headings, ...rows.map((row) => row.map((cell, at) => (isSecret[at] && cell !== '' ? '•••' : cell)))]
}

export function sealImports(app: App): void {
  const row = ({ id }: Body) => String(id)
  defineSealed(app, { ...fileColumn, key: ['id'], row, form: 'bytes' })
  defineSealed(app, { ...sheetColumn, key: ['id'], row, form: 'text' })
  defineSealed(app, {
    table: 'import_rows',
    key: ['import_id', 'row'],
    column: 'body',
    row: (stored) => `${String(stored.import_id)} ${String(stored.row)}`,
    form: { parts: secret, type: 'jsonb' },
  })
}
