import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { ReferenceKind } from '../../../contract/revisions.ts'
import { kindNames } from '../kind-names.ts'
import { useChoices, useNamed } from '../use-things.ts'

type Shared = {
  label: string
  of: ReferenceKind
  description?: string | undefined
  error?: string | undefined
  required?: boolean
  disabled?: boolean
  parent?: string | undefined
}

/** One thing of a kind, found by typing a part of its code or name. */
export function CodeSelect(props: Shared & { value: string; onChange: (code: string) => void }) {
  const { label, of, description, error, required, disabled, parent, value, onChange } = props
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search, 180)
  // What is shown of the choice made is no search for another.
  const choices = useChoices(of, asked.includes('(') || asked === value ? '' : asked, parent)
  const missing = value && !choices.some((each) => each.value === value) ? [value] : []
  const data = [...useNamed(of, missing), ...choices]
  return (
    <Select
      label={label}
      description={description}
      error={error}
      required={required ?? false}
      disabled={disabled ?? false}
      withAsterisk={false}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={data}
      value={value || null}
      onChange={(code) => onChange(code ?? '')}
      searchable
      clearable={!required}
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      nothingFoundMessage={`No ${kindNames[of].one} found`}
      filter={({ options }) => options}
      onSearchChange={setSearch}
    />
  )
}

type CodesSelectProps = Shared & {
  value: readonly string[]
  /** What it means that none is chosen. */
  empty?: string | undefined
  onChange: (codes: string[]) => void
}

/** Several things of a kind. */
export function CodesSelect(props: CodesSelectProps) {
  const { label, of, description, error, disabled, empty, value, onChange } = props
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search, 180)
  const choices = useChoices(of, asked)
  const named = useNamed(
    of,
    value.filter((code) => !choices.some((each) => each.value === code)),
  )
  return (
    <MultiSelect
      label={label}
      description={description}
      error={error}
      disabled={disabled ?? false}
      data={[...named, ...choices]}
      value={[...value]}
      onChange={onChange}
      searchable
      clearable
      hidePickedOptions
      placeholder={value.length > 0 ? '' : (empty ?? '')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      nothingFoundMessage={`No ${kindNames[of].one} found`}
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
    />
  )
}
