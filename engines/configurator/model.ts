/**
 * The model of a configurable thing, as plain JSON. Numbers are decimal strings ('12', '0.75'), never floats.
 *
 * Names: a variable is addressed by its code; inside component slots by a path, `drive[0].size`. A slot's own
 * code addresses the number of its instances, an integer variable like any other: `drive` is '2'. Instances
 * fill up in order: with `drive` = '2' there are `drive[0]` and `drive[1]`.
 */

/** An exact number as text: an optional minus, digits, an optional fraction. */
export type Decimal = string

/** What a variable can hold: true / false, the code of an option, a number as text, or free text. */
export type Value = boolean | string

export type Model = {
  code: string
  label?: string
  help?: string
  variables: Variable[]
  /** Places that hold configurations of other models. */
  components?: ComponentSlot[]
  /** The models that slots refer to, by code; they may have slots of their own (up to 4 levels). */
  models?: Record<string, Model>
  constraints?: Constraint[]
  /** What to choose as long as nobody says otherwise; earlier ones win over later ones. */
  defaults?: Default[]
  /** Wishes, weaker than defaults, in order of importance. */
  preferences?: Preference[]
  /** Sums to show (weight, watts, lead time); they limit nothing. */
  totals?: Total[]
  groups?: Group[]
}

type Described = {
  code: string
  label?: string
  help?: string
  image?: string
  /** Laid over the product's picture when it is yes; all layers have the frame of that picture. */
  layer?: string
  unit?: string
  /** How much it hurts to give up a decision on this variable (a whole number, 1 when left out); orders repairs. */
  weight?: number
  /** True for a helper the user is not asked about; its value follows from the rest. */
  hidden?: boolean
}

export type Variable = BooleanVariable | ChoiceVariable | IntegerVariable | DecimalVariable | TextVariable

/** Yes or no; product and attributes count when it is yes. */
export type BooleanVariable = Described & { kind: 'boolean' } & Stands

/** Exactly one of the options. "None" is an option the model lists like any other. */
export type ChoiceVariable = Described & { kind: 'choice'; options: Option[] }

/** Whole numbers from min to max: min, min + step, … */
export type IntegerVariable = Described & {
  kind: 'integer'
  min: Decimal
  max: Decimal
  step?: Decimal
} & Stands

/** Numbers from min to max in steps, for example '0.00' to '500.00' in steps of '0.01'. */
export type DecimalVariable = Described & {
  kind: 'decimal'
  min: Decimal
  max: Decimal
  step: Decimal
} & Stands

/** Free text (an engraving); no constraint can speak of it. */
export type TextVariable = Described & { kind: 'text'; maxLength?: number; required?: boolean }

/** What choosing something brings along. */
type Stands = {
  /** Code of the product that is sold with it; of a number variable: as many of it as the number says. */
  product?: string
  /** Exact numbers that constraints, totals and goals can use: watts, capacity, price. */
  attributes?: Record<string, Decimal>
}

export type Option = {
  code: string
  label?: string
  help?: string
  image?: string
  /** Laid over the product's picture when it is chosen. */
  layer?: string
  /** How many of the product; '1' when left out. */
  quantity?: Decimal
  /** Other facts worth showing; no constraint reads them. */
  facts?: Record<string, string>
} & Stands

export type ComponentSlot = {
  code: string
  label?: string
  help?: string
  image?: string
  /** Code of the model its instances follow, a key of the outermost model's (or this model's) `models`. */
  model: string
  min: number
  max: number
  /** Product that every instance stands for, besides what its own options stand for. */
  product?: string
}

export type Constraint = {
  code: string
  /** What it says, for people: 'A 1200 W card needs the 1600 W power supply.' */
  sentence: string
  rule: Condition
  /** The rule holds only under this condition. */
  when?: Condition
}

export type Default = { variable: string; value: Value; when?: Condition }

export type Preference =
  | { prefer: Condition; when?: Condition }
  | { minimize: NumberExpression }
  | { maximize: NumberExpression }

export type Total = { code: string; label?: string; unit?: string; value: NumberExpression }

export type Group = {
  code: string
  label?: string
  help?: string
  image?: string
  /** Codes of variables and slots, in display order. */
  members: string[]
  groups?: Group[]
}

/**
 * What is true or false. A bare name is a boolean variable. A statement about a component that is not there is
 * false; its numbers are 0.
 */
export type Condition =
  | boolean
  | string
  /** The variable (choice, boolean, number, slot) has this value, or one of these. */
  | ['is', variable: string, value: Value]
  | ['in', variable: string, values: Value[]]
  /** Two choices have the option of the same code, or two numbers or booleans are equal. */
  | ['same', variable: string, variable: string]
  | ['and', ...Condition[]]
  | ['or', ...Condition[]]
  | ['not', Condition]
  | ['implies', Condition, Condition]
  | ['iff', Condition, Condition]
  | ['xor', Condition, Condition]
  /** The first requires all that follow; of all of them at most one holds. */
  | ['requires', Condition, ...Condition[]]
  | ['excludes', Condition, ...Condition[]]
  /** How many of the conditions hold. */
  | ['atLeast', n: number, ...Condition[]]
  | ['atMost', n: number, ...Condition[]]
  | ['exactly', n: number, ...Condition[]]
  /** The variables together have one (none) of these rows; null in a row stands for any value. */
  | ['allowed', variables: string[], rows: (Value | null)[][]]
  | ['forbidden', variables: string[], rows: (Value | null)[][]]
  | [Comparison, NumberExpression, NumberExpression]
  /** For all (some) instances of a slot; inside, `slot.name` means the instance at hand. */
  | ['every', slot: string, Condition]
  | ['some', slot: string, Condition]
  /**
   * Clauses over the boolean variables of this model as DIMACS numbers them (1 is the first variable of `variables`,
   * −1 its negation, 0 ends a clause): a compact form for big imported models.
   */
  | ['clauses', number[]]

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

/** An exact number. A bare string is a number if it looks like one ('2.5'), else the name of a number variable. */
export type NumberExpression =
  | Decimal
  /** The value of a number variable; 1 or 0 for a boolean; the number of instances of a slot. */
  | ['variable', string]
  /** The attribute of the option chosen (0 where the option has none), of a boolean when true, of a number: times it. */
  | ['attribute', variable: string, attribute: string]
  | ['+', ...NumberExpression[]]
  | ['-', NumberExpression, ...NumberExpression[]]
  | ['*', ...NumberExpression[]]
  /** An exact quotient; where the divisor is 0, comparisons with it are false. */
  | ['/', NumberExpression, NumberExpression]
  | ['min', ...NumberExpression[]]
  | ['max', ...NumberExpression[]]
  | ['if', Condition, NumberExpression, NumberExpression]
  /** How many of the conditions hold. */
  | ['count', ...Condition[]]
  /** Over the instances of a slot that are there; inside, `slot.name` means the instance at hand. None: 0. */
  | ['sumOf', slot: string, NumberExpression]
  | ['minOf', slot: string, NumberExpression]
  | ['maxOf', slot: string, NumberExpression]
  | ['countOf', slot: string, Condition]
