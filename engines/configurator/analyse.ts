/** What is wrong or odd about a model before anybody configures with it. */
import type { Analysis, Issue } from './answers.ts'
import { switchedPart } from './blame.ts'
import { checkModel } from './check-model.ts'
import { type Compiled, compileModel } from './compile.ts'
import { countConfigurations } from './count.ts'
import { type FlatConstraint, type FlatModel, flatten } from './flat.ts'
import { smallestConflict } from './minimal.ts'
import type { Condition, Model } from './model.ts'
import { RunningSession } from './session.ts'
import { TableCache } from './table-cache.ts'

/** Reasons are looked up for so many dead values. */
const EXPLAINED = 20
/** Beyond so many constraints nobody asks which of them are superfluous. */
const COMPARED = 500

/** Reports mistakes, contradictions with their smallest cause, values nobody can choose, rules that change nothing. */
export function analyse(model: Model): Analysis {
  const issues = checkModel(model)
  if (issues.some((i) => i.severity === 'error')) return nothing(issues)
  const outcome = compileModel(model)
  if (!outcome.ok) {
    const isContradiction = outcome.issues.some((i) => i.code === 'model.contradiction')
    return nothing(isContradiction ? [...issues, contradictionOf(flatten(model))] : outcome.issues)
  }
  const { compiled } = outcome
  const values = settledValues(compiled)
  const { defaults, redundantConstraints } = askWhatIf(compiled)
  return {
    satisfiable: true,
    issues: [
      ...issues,
      ...deadIssues(compiled, values.deadValues),
      ...defaults,
      ...redundantConstraints.map((code) => redundantIssue(code)),
    ],
    count: countConfigurations(compiled),
    ...values,
    redundantConstraints,
  }
}

function nothing(issues: Issue[]): Analysis {
  return {
    satisfiable: false,
    issues,
    count: { value: '0', exact: true },
    deadValues: [],
    forcedValues: [],
    redundantConstraints: [],
  }
}

/** The fewest constraints that cannot hold together. */
function contradictionOf(flat: FlatModel): Issue {
  const { engine, switches } = switchedPart(flat, new TableCache(), flat.variables, flat.constraints)
  const conflictIn = (on: readonly number[]) => engine.conflictOf(on, (i) => [switches[i]!])
  const cause = smallestConflict([...flat.constraints.keys()], conflictIn) ?? []
  const constraints = cause.map((i) => flat.constraints[i]!)
  return {
    code: 'model.contradiction',
    severity: 'error',
    path: 'constraints',
    message: `No configuration keeps all of: ${constraints.map((c) => c.constraint.sentence).join(' ')}`,
    reasons: constraints.map((c) => c.code),
  }
}

/** Values that nobody can choose, and those that everybody gets. */
function settledValues(compiled: Compiled): Pick<Analysis, 'deadValues' | 'forcedValues'> {
  const deadValues: Analysis['deadValues'] = []
  const forcedValues: Analysis['forcedValues'] = []
  for (const d of new RunningSession(compiled, []).domains()) {
    if (d.value !== undefined) forcedValues.push({ variable: d.variable, value: d.value })
    if (d.kind !== 'boolean' && d.kind !== 'choice') continue
    for (const { value, state } of d.values) {
      if (state === 'excluded') deadValues.push({ variable: d.variable, value })
    }
  }
  return { deadValues, forcedValues }
}

function deadIssues(compiled: Compiled, dead: Analysis['deadValues']): Issue[] {
  const session = new RunningSession(compiled, [])
  return dead.map(({ variable, value }, i): Issue => {
    const why = i < EXPLAINED ? session.explain({ variable, value }) : null
    return {
      code: 'model.dead-value',
      severity: 'warning',
      path: variable,
      message: `${variable} can never be ${value}`,
      ...(why && { reasons: why.constraints.map((c) => c.code) }),
    }
  })
}

/** Defaults that no valid configuration follows, and constraints without which the same configurations are valid. */
function askWhatIf(compiled: Compiled): { defaults: Issue[]; redundantConstraints: string[] } {
  const { flat, tables } = compiled
  const wishes = (flat.model.defaults ?? []).map(
    (d): Condition => ['and', d.when ?? true, ['is', d.variable, d.value]],
  )
  const compared = flat.constraints.length > COMPARED ? [] : flat.constraints.filter(isNoList)
  const questions = [
    ...compared.map((c) => whatIf(c, ['and', c.constraint.when ?? true, ['not', c.constraint.rule]])),
    ...wishes.map((wish) => whatIf({ code: 'default', scope: flat.scope, owner: null }, wish)),
  ]
  const { lowered, engine, switches } = switchedPart(flat, tables, flat.variables, [
    ...flat.constraints,
    ...questions,
  ])
  const rules = switches.slice(0, flat.constraints.length)
  const asked = switches.slice(flat.constraints.length)
  /** Can the question be answered with yes while all constraints but this one hold? */
  const allows = (k: number, without: number) =>
    engine.allows([
      ...rules.filter((_, i) => i !== without),
      asked[k]!,
      lowered.presence(questions[k]!.owner),
    ])
  const redundantConstraints = compared.flatMap((c, k) =>
    allows(k, flat.constraints.indexOf(c)) ? [] : [c.code],
  )
  const defaults = (flat.model.defaults ?? []).flatMap((d, i): Issue[] => {
    if (allows(compared.length + i, -1)) return []
    const message = `${d.variable} can never be ${d.value} by default`
    return [{ code: 'model.default', severity: 'warning', path: `defaults[${i}]`, message }]
  })
  return { defaults, redundantConstraints }
}

/** A long list of imported clauses is no rule that somebody would take out. */
function isNoList(c: FlatConstraint): boolean {
  return !(Array.isArray(c.constraint.rule) && c.constraint.rule[0] === 'clauses')
}

function whatIf(where: Pick<FlatConstraint, 'code' | 'scope' | 'owner'>, rule: Condition): FlatConstraint {
  return { ...where, constraint: { code: where.code, sentence: '', rule } }
}

function redundantIssue(code: string): Issue {
  return {
    code: 'model.redundant',
    severity: 'info',
    path: code,
    message: `${code} changes nothing: the other constraints already say it`,
    reasons: [code],
  }
}
