/** What goes into a session and what comes out of it: plain data that survives JSON. */
import type { Decimal, NumberExpression, Value } from './model.ts'

/** One word of the user about one variable. Numbers may also be narrowed to a range. */
export type Decision =
  | { variable: string; value: Value }
  | { variable: string; not: Value }
  | { variable: string; min?: Decimal; max?: Decimal }

export type ValueState =
  /** can still be chosen, and others can too */
  | 'open'
  /** the user chose it */
  | 'decided'
  /** the only one left: it follows from decisions and constraints */
  | 'forced'
  /** the user said no to it */
  | 'refused'
  /** leads to no valid configuration any more */
  | 'excluded'

export type ValueDomain = { value: Value; state: ValueState }

export type VariableDomain = {
  variable: string
  /** absent: it belongs to a component that is not there; maybe: to one that may come or not. */
  presence: 'present' | 'maybe' | 'absent'
  state: 'open' | 'decided' | 'forced' | 'absent'
  /** The value when decided or forced. */
  value?: Value
} & (
  | { kind: 'boolean' | 'choice'; values: ValueDomain[] }
  /**
   * Exact smallest and largest value; `ranges` lists what is possible in between when there are holes. Of numbers with
   * many values holes are looked for where a caller asks for it; `partly`: there may be more of them.
   */
  | {
      kind: 'integer' | 'decimal'
      min: Decimal
      max: Decimal
      step: Decimal
      ranges?: [Decimal, Decimal][]
      partly?: boolean
    }
  | { kind: 'text' }
)

/** What a decision changed: the variables whose domain is another than before. */
export type Change = { variable: string; domain: VariableDomain }

export type DecideResult =
  | { ok: true; changes: Change[] }
  /** Nothing was changed: the decision contradicts earlier ones, and this is why. */
  | { ok: false; explanation: Explanation }

/** Why something does not go: all of these together leave no way out, and with any one fewer there is a way. */
export type Explanation = {
  /** What was asked about. */
  about: Decision
  decisions: Decision[]
  constraints: { code: string; sentence: string }[]
  /** Constraints that are part of the variables themselves ("exactly one of …"), in words. */
  sentences: string[]
}

/** A smallest set of decisions to give up, and what of it could be chosen instead. */
export type Repair = { drop: Decision[]; weight: number; keep: Decision[]; alternatives: Decision[] }

/** A value for every variable that is there; slots hold their number of instances. */
export type Configuration = { values: Record<string, Value> }

export type Completion = {
  configuration: Configuration
  /** Where each value comes from. */
  because: Record<string, 'decided' | 'forced' | 'default' | 'preference' | 'rest'>
  /** Defaults and preferences that could not be had. */
  passed: string[]
}

/** A linear goal: amounts that count when a variable has a value, or per unit of a number variable. */
export type Goal = {
  direction: 'minimize' | 'maximize'
  terms?: { variable: string; value?: Value; amount: Decimal }[]
  expression?: NumberExpression
}

export type Optimum = {
  configuration: Configuration
  value: Decimal
  /** proven: nothing is better; else nothing is better than `bound`. */
  proven: boolean
  bound: Decimal
  steps: number
}

export type CheckResult = {
  valid: boolean
  /** Constraints that are broken, values that are missing, unknown or outside their domain. */
  issues: Issue[]
}

/** Something wrong, where it is, and what would be right. */
export type Issue = {
  code: string
  severity: 'error' | 'warning' | 'info'
  /** Place in the model, like `constraints[2].rule[1]`, or the variable. */
  path: string
  message: string
  /** Codes of the constraints and variables that take part. */
  reasons?: string[]
}

/** What a configuration consists of, for quoting: products with quantities and where they come from. */
export type Part = { product: string; quantity: Decimal; variable: string; value?: Value }

export type Analysis = {
  satisfiable: boolean
  issues: Issue[]
  /** Number of valid configurations as digits; exact, or an upper bound said to be one. */
  count: { value: string; exact: boolean }
  deadValues: { variable: string; value: Value }[]
  forcedValues: { variable: string; value: Value }[]
  redundantConstraints: string[]
}
