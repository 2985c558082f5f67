import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { issue } from './problem.ts'
import { referenceKinds } from './revisions.ts'
import { id, instant, label, page, paging } from './values.ts'

/** What can be brought in and out as a table: every kind of reference data, and customers. */
export const tableKinds = [...referenceKinds, 'customers'] as const
export type TableKind = (typeof tableKinds)[number]
const kind = z.enum(tableKinds)

export const tableFormats = ['csv', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

export const importLimits = {
  fileBytes: most('exchange', 'fileBytes'),
  unpackedBytes: most('exchange', 'unpackedBytes'),
  rows: most('exchange', 'rows'),
  columns: most('exchange', 'columns'),
} as const

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export const separators = [',', ';', '\t', '|'] as const

/** How a file is to be understood; detected first, changeable before anything is made of it. */
export const reading = z
  .object({
    format: z.enum(tableFormats),
    encoding: z.enum(encodings),
    separator: z.enum(separators),
    /** What stands before the decimals: "9.99" or "9,99". */
    decimalMark: z.enum(['point', 'comma']),
    /** Sheet of a workbook. */
    sheet: z.string().max(most('values', 'short')).optional(),
  })
  .meta({ id: 'TableReading' })
export type Reading = z.infer<typeof reading>

export const importStatuses = [
  'asking',
  'reading',
  'ready',
  'applying',
  'applied',
  'undone',
  'failed',
] as const
export const rowOutcomes = ['new', 'changed', 'unchanged', 'wrong'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

const count = z.number().int()

export const tableImport = z
  .object({
    id: id('imp'),
    kind,
    name: z.string(),
    size: count,
    status: z.enum(importStatuses),
    reading,
    /** Sheets of a workbook to choose from. */
    sheets: z.array(z.string()),
    /** What was noticed about the file and wants a look: "The numbers have a decimal comma". */
    questions: z.array(z.string()),
    /** The first rows as they are understood. */
    sample: z.array(z.array(z.string())),
    /** Columns of the file that this kind does not have; they are passed over. */
    unknownColumns: z.array(z.string()),
    rowsRead: count,
    /** While it is read about so many, by the lines of the file; then exactly. */
    rowsTotal: count.optional(),
    counts: z.object({ new: count, changed: count, unchanged: count, wrong: count }),
    /** Why it failed. */
    problem: z.string().optional(),
    /** What had to stay as it is when it was taken back. */
    note: z.string().optional(),
    /** Where the rows are compared with, and go. */
    changeSet: z.object({ id: id('chs'), title: z.string() }).optional(),
    createdAt: instant,
    createdBy: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'TableImport' })
export type TableImport = z.infer<typeof tableImport>

export const importRow = z
  .object({
    row: count,
    code: z.string(),
    outcome: z.enum(rowOutcomes),
    /** What would change, in business words. */
    words: z.array(z.string()),
    /** What is wrong; the last part of the path is the column. */
    issues: z.array(issue),
  })
  .meta({ id: 'ImportRow' })
export type ImportRow = z.infer<typeof importRow>

const importId = z.object({ id: id('imp') })
const kindParam = z.object({ kind })
const file = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const startImport = endpoint({
  method: 'POST',
  path: '/imports',
  tag: 'Import and export',
  summary: 'Hand in a table as CSV or XLSX; it is read in the background and compared with what is there',
  description:
    'The body is the file itself. Nothing changes before the import is applied. An import with status `asking` waits ' +
    'for a look at how the file was understood: send it to `/imports/{id}/read`.',
  permission: 'signed-in',
  query: z.object({
    kind,
    name: label,
    /** Compare with, and put into, this open change set; customers are in none. */
    changeSet: id('chs').optional(),
  }),
  body: file,
  consumes: 'application/octet-stream',
  response: tableImport,
  status: 201,
  errors: ['import.unreadable', 'request.invalid', 'change-set.not-found', 'change-set.not-open'],
})

export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  tag: 'Import and export',
  summary: 'Imports, newest first',
  permission: 'signed-in',
  query: paging,
  response: page(tableImport),
})

export const getImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  tag: 'Import and export',
  summary: 'An import: how far it is and what it found',
  permission: 'signed-in',
  params: importId,
  response: tableImport,
  errors: ['import.not-found'],
})

export const listImportRows = endpoint({
  method: 'GET',
  path: '/imports/:id/rows',
  tag: 'Import and export',
  summary: 'Rows of an import: new, changed, unchanged, wrong; with what changes or is wrong, and where',
  permission: 'signed-in',
  params: importId,
  query: paging.extend({ outcome: z.enum(rowOutcomes).optional() }),
  response: page(importRow),
  errors: ['import.not-found'],
})

export const readImport = endpoint({
  method: 'POST',
  path: '/imports/:id/read',
  tag: 'Import and export',
  summary: 'Say how the file is to be understood, and read it (again)',
  permission: 'signed-in',
  params: importId,
  body: reading.omit({ format: true }).partial().strict().default({}),
  response: tableImport,
  status: 202,
  errors: ['import.not-found', 'import.wrong-state', 'import.unreadable'],
})

export const applyImport = endpoint({
  method: 'POST',
  path: '/imports/:id/apply',
  tag: 'Import and export',
  summary: 'Put the new and changed rows into a change set, all or none; customers are changed at once',
  permission: 'signed-in',
  params: importId,
  body: z
    .strictObject({
      /** Title of the change set to start, when the import was not handed in for one. */
      title: label.optional(),
      /** Leave wrong rows out; else an import with wrong rows is refused. */
      withoutWrong: z.boolean().default(false),
    })
    .default({ withoutWrong: false }),
  response: tableImport,
  status: 202,
  errors: ['import.not-found', 'import.wrong-state', 'import.has-wrong-rows', 'import.nothing-to-do'],
})

export const undoImport = endpoint({
  method: 'POST',
  path: '/imports/:id/undo',
  tag: 'Import and export',
  summary: 'Take an applied import back, as one step',
  description:
    'Rows leave the change set again, and what it held before is back. Changed customers get back what they had, new ones are taken out of use; those somebody changed since stay, and `note` names them.',
  permission: 'signed-in',
  params: importId,
  body: z.strictObject({}).default({}),
  response: tableImport,
  errors: ['import.not-found', 'import.wrong-state', 'change-set.not-open'],
})

const tableQuery = z.object({ format: z.enum(tableFormats).default('csv') })

export const exportTable = endpoint({
  method: 'GET',
  path: '/exports/:kind',
  tag: 'Import and export',
  summary: 'All of a kind as a table, as published or as a change set would have it',
  description: 'Columns of cost, floor and target are left out for those who may not see them.',
  permission: 'signed-in',
  params: kindParam,
  query: tableQuery.extend({
    revision: z.coerce.number().int().min(1).optional(),
    changeSet: id('chs').optional(),
  }),
  response: file,
  produces: 'application/octet-stream',
  errors: ['change-set.not-found', 'export.cell-too-long'],
})

export const exportTemplate = endpoint({
  method: 'GET',
  path: '/exports/:kind/template',
  tag: 'Import and export',
  summary: 'An empty table with the columns of a kind',
  permission: 'signed-in',
  params: kindParam,
  query: tableQuery,
  response: file,
  produces: 'application/octet-stream',
})

export const tableColumn = z
  .object({
    name: z.string(),
    required: z.boolean(),
    /** In words: "a decimal number", "one of ONE_TIME, RECURRING, USAGE". */
    takes: z.string(),
    /** Stands for a family of columns: "tiers.1.from", "attributes.colour". */
    repeats: z.boolean(),
  })
  .meta({ id: 'TableColumn' })

export const listTableColumns = endpoint({
  method: 'GET',
  path: '/exports/:kind/columns',
  tag: 'Import and export',
  summary: 'The columns of a kind and what each takes',
  permission: 'signed-in',
  params: kindParam,
  response: z.object({ items: z.array(tableColumn) }),
})
