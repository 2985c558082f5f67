import type { ReferenceKind } from '../../contract/revisions.ts'
import type { Figure } from '../../contract/sight.ts'
import type { Scope } from '../../engines/expressions/index.ts'

/** A thing as its form holds it: the body of its kind, with empty texts where nothing is said. */
export type State = Record<string, unknown>

export type Choice = { value: string; label: string }
type Described = {
  /** Of the body; a dotted name reaches into an object: "recurring.interval". */
  name: string
  label: string
  help?: string
  /** Asked only in this state of the form. */
  when?: (state: State) => boolean
  /** Asked only of people who see this. */
  figure?: Figure
  required?: boolean
  /** Fields that mean nothing any more once this one is another. */
  clears?: readonly string[]
  /** Takes the whole width. */
  wide?: boolean
}
/** One field of a form, as data: how it is asked for follows from its kind. */
export type FieldSpec = Described &
  (
    | { kind: 'text' | 'prose' | 'decimal' | 'percent' | 'integer' | 'currency' | 'instant' | 'region' }
    | { kind: 'boolean'; default?: boolean }
    /** `empty` says what it means that none is chosen. */
    | { kind: 'choice'; options: readonly Choice[]; empty?: string }
    | { kind: 'choices'; options: readonly Choice[] | ((around: State) => readonly Choice[]) }
    | { kind: 'code'; of: ReferenceKind; parent?: (state: State) => string | undefined }
    | { kind: 'codes'; of: ReferenceKind; empty?: string }
    | {
        kind:
          | 'customer'
          | 'texts'
          | 'formula'
          | 'attributes'
          | 'amounts'
          | 'decision'
          | 'blocks'
          | 'logo'
          | 'colour'
          | 'language'
      }
    /** `scope` says what it may speak of; absent: what rules on lines may. */
    | { kind: 'condition'; scope?: Scope | ((around: State) => Scope) }
    /** Of the product, or of the product of the plan, that stands in this field. */
    | { kind: 'variant'; of: { product: string } | { plan: string } }
    | ListSpec
    /** A text in several languages. */
    | { kind: 'translations'; multiline?: boolean }
    /** `further` columns are shown once somebody asks for them, or a tier has them. */
    | { kind: 'tiers'; columns: readonly TierColumn[]; further?: readonly TierColumn[] }
  )
/** Several of something in order, each with fields of its own. */
export type ListSpec = {
  kind: 'list'
  /** What one of them is: "component". */
  one: string
  fields: readonly FieldSpec[]
  /** What a new one begins with. */
  start: State
}
export type TierColumn = 'unitAmount' | 'flatAmount' | 'percentOff' | 'packageSize' | 'percent'

export type Section = { title: string; help?: string; fields: readonly FieldSpec[] }

/** Everything the pages of one kind of reference data need to know about it. */
export type KindForm = {
  sections: readonly Section[]
  /** What a new one begins with. */
  start: State
  /** A line for lists, beside code and name. */
  summary: (body: State) => string
}

export const fieldsOf = (form: KindForm): FieldSpec[] => form.sections.flatMap((section) => section.fields)

/** "ONE_TIME=One-time USAGE=By usage" as choices would be hard to read; pairs are not. */
export const choices = (pairs: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(pairs).map(([value, label]) => ({ value, label }))
