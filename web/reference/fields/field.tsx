import { Checkbox, ColorInput, MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { CustomerSelect } from '../../customers/customer-select.tsx'
import { currencies, languages } from '../../customers/places.ts'
import { BlocksField } from '../../documents/blocks-field.tsx'
import { LogoField } from '../../documents/logo-field.tsx'
import { TranslationsField } from '../../documents/translations-field.tsx'
import { ConditionField } from '../../rules/condition-field.tsx'
import { FormulaField } from '../../rules/formula-field.tsx'
import type { FieldSpec, State } from '../describe.ts'
import { isRecord, valueAt, withValue } from '../state.ts'
import { CodeSelect, CodesSelect } from './code-select.tsx'
import { DecisionField } from './decision-field.tsx'
import { ListField } from './list-field.tsx'
import { PairsField } from './pairs-field.tsx'
import { TiersField } from './tiers-field.tsx'
import { VariantSelect } from './variant-select.tsx'
import { withPoint } from './with-point.ts'

/** Help stands under what it explains, so that fields side by side are at one height. */
const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

type FieldProps = {
  field: FieldSpec
  state: State
  /** What a field in a list may look at: the whole thing, with the fields of the rows around it laid over. */
  around?: State
  /** What the server says of a place in this field; "" is the field itself. */
  errorAt: (path: string) => string | undefined
  disabled: boolean
  onChange: (state: State) => void
}

/** One field of the form of a thing; how it is asked for follows from its kind. */
export function Field({ field, state, around = state, errorAt, disabled, onChange }: FieldProps) {
  const value = valueAt(state, field.name)
  const set = (next: unknown) => {
    const cleared = (field.clears ?? []).reduce((kept, name) => withValue(kept, name, undefined), state)
    onChange(withValue(cleared, field.name, next))
  }
  const { label, help: description } = field
  const error = errorAt('')
  const shared = { label, description, error, disabled, required: field.required ?? false }
  const input = { ...shared, withAsterisk: false, inputWrapperOrder: helpBelow }
  const texts = Array.isArray(value) ? value.map(String) : []
  switch (field.kind) {
    case 'text':
    case 'region':
      return (
        <TextInput {...input} value={textOf(value)} onChange={(event) => set(event.currentTarget.value)} />
      )
    case 'prose':
      return (
        <Textarea
          {...input}
          autosize
          minRows={2}
          maxRows={14}
          value={textOf(value)}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    case 'decimal':
    case 'percent':
      return (
        <TextInput
          {...input}
          inputMode="decimal"
          rightSection={field.kind === 'percent' ? '%' : undefined}
          value={textOf(value)}
          onChange={(event) => set(event.currentTarget.value)}
          onBlur={() => set(withPoint(textOf(value)))}
        />
      )
    case 'integer':
      return (
        <TextInput
          {...input}
          inputMode="numeric"
          value={textOf(value)}
          // What is no whole number is sent as it is, and the server says so.
          onChange={({ currentTarget }) =>
            set(/^-?\d{1,9}$/.test(currentTarget.value) ? Number(currentTarget.value) : currentTarget.value)
          }
        />
      )
    case 'currency':
      return (
        <Select
          {...input}
          data={currencies()}
          searchable
          clearable={!field.required}
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
          value={textOf(value) || null}
          onChange={(next) => set(next ?? '')}
        />
      )
    case 'instant':
      return (
        <TextInput
          {...input}
          type="datetime-local"
          value={localOf(textOf(value))}
          onChange={(event) => set(instantOf(event.currentTarget.value))}
        />
      )
    case 'boolean':
      return (
        <Checkbox
          label={label}
          description={description}
          error={error}
          disabled={disabled}
          checked={typeof value === 'boolean' ? value : (field.default ?? false)}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          {...input}
          data={[...field.options]}
          placeholder={field.empty}
          clearable={field.empty !== undefined}
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
          value={textOf(value) || null}
          onChange={(next) => set(next ?? '')}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...input}
          data={[...(typeof field.options === 'function' ? field.options(around) : field.options)]}
          value={texts}
          onChange={set}
        />
      )
    case 'code':
      return (
        <CodeSelect
          {...shared}
          of={field.of}
          parent={field.parent?.(state)}
          value={textOf(value)}
          onChange={set}
        />
      )
    case 'codes':
      return <CodesSelect {...shared} of={field.of} empty={field.empty} value={texts} onChange={set} />
    case 'customer':
      return (
        <CustomerSelect
          label={label}
          labelShown
          error={error}
          value={textOf(value) || undefined}
          onChange={(id) => set(id ?? '')}
        />
      )
    case 'texts':
      return (
        <Textarea
          {...input}
          autosize
          minRows={2}
          maxRows={10}
          error={error ?? errorAt('0')}
          value={texts.join('\n')}
          onChange={(event) =>
            set(event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n'))
          }
          onBlur={() => set(texts.map((each) => each.trim()).filter(Boolean))}
        />
      )
    case 'condition':
      return (
        <ConditionField
          {...shared}
          scope={typeof field.scope === 'function' ? field.scope(around) : field.scope}
          value={value}
          onChange={set}
        />
      )
    case 'formula':
      return <FormulaField {...shared} value={textOf(value)} onChange={set} />
    case 'tiers':
      return (
        <TiersField
          label={label}
          columns={field.columns}
          further={field.further}
          tiers={(value ?? []) as never} // tiers as the server or this field made them
          errorAt={errorAt}
          disabled={disabled}
          onChange={set}
        />
      )
    case 'variant':
      return <VariantSelect {...shared} of={field.of} state={state} value={textOf(value)} onChange={set} />
    case 'decision':
      return (
        <DecisionField
          decision={isRecord(value) ? value : {}}
          product={textOf(around.product)}
          error={error ?? errorAt('value')}
          disabled={disabled}
          onChange={set}
        />
      )
    case 'list':
      return (
        <ListField
          label={label}
          spec={field}
          rows={(value ?? []) as State[]} // rows as the server or this field made them
          around={around}
          errorAt={errorAt}
          disabled={disabled}
          fieldOf={Field}
          onChange={set}
        />
      )
    case 'attributes':
      return (
        <PairsField
          label={label}
          names="Name"
          add="Add attribute"
          value={isRecord(value) ? value : {}}
          error={error}
          disabled={disabled}
          onChange={set}
        />
      )
    case 'amounts':
      return (
        <PairsField
          label={label}
          names="Currency"
          add="Add currency"
          value={isRecord(value) ? value : {}}
          error={error}
          disabled={disabled}
          read={(text) => text.trim()}
          onChange={set}
        />
      )
    case 'translations':
      return (
        <TranslationsField
          label={label}
          description={description}
          multiline={field.multiline ?? false}
          texts={(value ?? {}) as Record<string, string>} // as the server or this field made them
          errorAt={errorAt}
          disabled={disabled}
          onChange={set}
        />
      )
    case 'blocks':
      return (
        <BlocksField
          blocks={(value ?? []) as State[]} // as the server or this field made them
          errorAt={errorAt}
          disabled={disabled}
          fieldOf={Field}
          onChange={set}
        />
      )
    case 'logo':
      return <LogoField {...shared} value={textOf(value)} onChange={set} />
    case 'colour':
      return <ColorInput {...input} placeholder="As the company’s" value={textOf(value)} onChange={set} />
    case 'language':
      return (
        <Select
          {...input}
          data={languages()}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
          value={textOf(value) || null}
          onChange={(next) => set(next ?? '')}
        />
      )
  }
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

/** An instant as the browser's field wants it, in the reader's own time. */
function localOf(instant: string): string {
  const moment = Date.parse(instant)
  if (Number.isNaN(moment)) return ''
  const shifted = new Date(moment - new Date(moment).getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

function instantOf(local: string): string {
  return local === '' ? '' : new Date(local).toISOString().replace('.000Z', 'Z')
}
