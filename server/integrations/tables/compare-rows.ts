import type { z } from 'zod'
import type { Issue } from '../../../contract/problem.ts'
import type { Context } from '../../platform/index.ts'
import { unguarded } from '../../platform/index.ts'
import { wordsOf } from '../../revisions/index.ts'
import { fieldsOf, inWords } from './columns.ts'
import { type ImportRecord, type RowRecord, rowsOfCodes } from './import-store.ts'
import { fromCells, type Header } from './rows.ts'
import { type Body, type Standing, type Subject, subjectOf } from './subject.ts'

export type NumberedRow = { row: number; cells: readonly string[] }

/** Says of each row whether it is new, changes something, changes nothing, or is wrong and why. */
export async function compareRows(
  ctx: Context,
  record: ImportRecord,
  header: Header,
  rows: readonly NumberedRow[],
): Promise<RowRecord[]> {
  const codeColumn = header.columns.findIndex((column) => column?.keys.join('.') === 'code')
  const codeOf = ({ cells }: NumberedRow) => unguarded(cells[codeColumn] ?? '').trim()
  const codes = rows.map(codeOf)
  const subject = subjectOf(record.kind)
  const before = await subject.standing(ctx, record, codes)
  const seen = await rowsOfCodes(ctx.db, record.id, codes)
  return rows.map((numbered) => {
    const code = codeOf(numbered)
    const earlier = seen.get(code)
    const outcome = compareRow(record, subject, header, numbered, before.get(code), earlier)
    if (code !== '' && earlier === undefined) seen.set(code, numbered.row)
    return { ...outcome, row: numbered.row, code: code.slice(0, 64) }
  })
}

function compareRow(
  record: ImportRecord,
  subject: Subject,
  header: Header,
  { cells }: NumberedRow,
  standing: Standing | undefined,
  earlier: number | undefined,
): Omit<RowRecord, 'row' | 'code'> {
  const before = standing?.body
  const issues: Issue[] = [...(standing?.issues ?? [])]
  if (earlier !== undefined) issues.push(issueAt('code', 'twice', `is in row ${earlier} already`))
  if (cells.slice(header.headings.length).some((cell) => cell !== '')) {
    issues.push(
      issueAt('', 'too-many-cells', `the row has more cells than the ${header.headings.length} headings`),
    )
  }
  const body = fromCells(header, cells, record.reading.decimalMark, before)
  const result = subject.schema.safeParse(body)
  if (!result.success) issues.push(...result.error.issues.map((issue) => toIssue(record, header, issue)))
  else issues.push(...(subject.contradictions?.(result.data as Body) ?? []))
  if (issues.length > 0 || !result.success) return { outcome: 'wrong', body: null, words: [], issues }

  const after = result.data as Body
  const words = before ? wordsOf(before, after) : []
  if (before && words.length === 0) return { outcome: 'unchanged', body: null, words, issues }
  const seen = standing?.seen && { before: standing.seen }
  return { outcome: before ? 'changed' : 'new', body: after, words, issues, ...seen }
}

/** What the schema says, at the column where the person will look. */
function toIssue(record: ImportRecord, header: Header, issue: z.core.$ZodIssue): Issue {
  const path = issue.path.map((part) => (typeof part === 'number' ? String(part + 1) : String(part)))
  const name = path.join('.')
  const column =
    header.headings.find((_, index) => header.columns[index]?.keys.join('.') === name) ??
    header.headings.find((_, index) => name.startsWith(`${header.columns[index]?.keys.join('.')}.`)) ??
    name
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  const field = fieldsOf(record.kind).find((each) => each.path.join('.') === path.map(numbered).join('.'))
  const message =
    issue.code === 'unrecognized_keys'
      ? `${issue.keys.join(', ')} is no part of a ${subjectOf(record.kind).singular}`
      : missing || (issue.code === 'invalid_value' && issue.input === undefined)
        ? 'is missing'
        : field && (issue.code === 'invalid_type' || issue.code === 'invalid_value')
          ? `must be ${inWords(field)}`
          : issue.message
  return issueAt(column, 'invalid', message)
}

const numbered = (part: string, index: number) => (index > 0 && /^\d+$/.test(part) ? '#' : part)

function issueAt(column: string, code: string, message: string): Issue {
  return { code, severity: 'error', path: column === '' ? [] : [column], message }
}
