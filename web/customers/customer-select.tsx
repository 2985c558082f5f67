import { Loader, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CustomerId, listCustomers } from '../../contract/customers.ts'
import { call } from '../shell/api.ts'
import { customerQuery } from './customer-query.ts'
import css from './customers.module.css'

type CustomerSelectProps = {
  label: string
  /** Otherwise only those who do not see it are told. */
  labelShown?: boolean
  placeholder?: string
  description?: string
  value: string | undefined
  onChange: (id: string | undefined) => void
  error?: string | undefined
  width?: number
  autoFocus?: boolean
  disabled?: boolean
}

/** Choosing a customer by typing parts of its name, code or contacts; found by the server, however many there are. */
export function CustomerSelect(props: CustomerSelectProps) {
  const { label, labelShown, placeholder, description, value, onChange, error, width, autoFocus, disabled } =
    props
  const [text, setText] = useState('')
  const chosen = useQuery({ ...customerQuery((value ?? '') as CustomerId), enabled: value !== undefined })
  const chosenName = chosen.data?.data.company
  // The field shows the name of who is chosen; that is no search.
  const [asked] = useDebouncedValue(text === chosenName ? '' : text, 200)
  const found = useQuery({
    queryKey: ['customers', 'choice', asked],
    queryFn: async ({ signal }) =>
      (await call(listCustomers, { query: { q: asked || undefined, active: 'true', limit: 20 }, signal }))
        .data.items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const options = (found.data ?? []).map((each) => ({ value: each.id as string, label: each.company }))
  const places = new Map((found.data ?? []).map(({ id, code, city }) => [id as string, [code, city]]))
  if (value && chosenName && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: chosenName })
  }
  return (
    <Select
      {...(labelShown ? { label } : { 'aria-label': label })}
      description={description}
      placeholder={placeholder}
      error={error}
      disabled={disabled}
      w={width}
      searchable
      clearable
      openOnFocus={false}
      allowDeselect
      data-autofocus={autoFocus || undefined}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchValue={text}
      onSearchChange={setText}
      data={options}
      // The server has searched already, and forgives typing mistakes this filter would not.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <span className={css.option}>
          {option.label}{' '}
          <span className={css.place}>{places.get(option.value)?.filter(Boolean).join(' · ')}</span>
        </span>
      )}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'No customer found'}
      rightSection={found.isFetching && text ? <Loader size={14} color="gray" /> : undefined}
      clearButtonProps={{ 'aria-label': 'Clear the customer' }}
      maxDropdownHeight={280}
    />
  )
}
