import { type Clause, type DocumentTemplate, documentScope } from '../../contract/document-templates.ts'
import {
  type CompiledCondition,
  type Condition,
  compileCondition,
  type Facts,
} from '../../engines/expressions/index.ts'
import type { Queries } from '../platform/index.ts'
import type { Row, Snapshot } from '../revisions/index.ts'
import { deliveredTemplate } from './delivered-template.ts'

/** A template with the revision that published it; none, where it came with the program. */
export type ChosenTemplate = { template: DocumentTemplate; revision?: number | undefined }

/** The first template that fits, or the one it is asked for by its code. */
export async function chooseTemplate(
  db: Queries,
  snapshot: Snapshot,
  facts: Facts,
  code?: string,
): Promise<ChosenTemplate> {
  const rows = await snapshot.all(db, 'templates')
  const templates = inOrder(rows.map((row) => ({ row, thing: templateOf(row) })))
  const found =
    code === undefined
      ? templates.find(({ thing }) => thing.active && holds(thing.when, facts))
      : templates.find(({ thing }) => thing.code === code)
  return found ? { template: found.thing, revision: found.row.revision } : { template: deliveredTemplate }
}

/** The clauses whose condition holds, in the order they stand in. */
export async function chooseClauses(db: Queries, snapshot: Snapshot, facts: Facts): Promise<Clause[]> {
  const rows = await snapshot.all(db, 'clauses')
  return inOrder(rows.map((row) => ({ thing: clauseOf(row) })))
    .map(({ thing }) => thing)
    .filter((clause) => clause.active && holds(clause.when, facts))
}

const compiled = new WeakMap<object, CompiledCondition | undefined>()

/** Whether a condition holds; without one always, and never where it cannot be read or a fact is missing. */
export function holds(when: unknown, facts: Facts): boolean {
  if (when === undefined) return true
  return conditionOf(when as Condition)?.test(facts) ?? false // parsed as one by its schema
}

function conditionOf(condition: Condition): CompiledCondition | undefined {
  // Rows of a snapshot are kept, and their conditions with them.
  if (!compiled.has(condition)) {
    const result = compileCondition(condition, documentScope)
    compiled.set(condition, result.ok ? result : undefined)
  }
  return compiled.get(condition)
}

function inOrder<Entry extends { thing: { priority: number; code: string } }>(entries: Entry[]): Entry[] {
  return entries.sort((a, b) => a.thing.priority - b.thing.priority || (a.thing.code < b.thing.code ? -1 : 1))
}

// Each was parsed by its schema when it was put into its change set.
const templateOf = ({ revision: _, ...row }: Row) => row as unknown as DocumentTemplate
const clauseOf = ({ revision: _, ...row }: Row) => row as unknown as Clause
