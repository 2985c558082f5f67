import { Button, Select, TextInput } from '@mantine/core'
import { CodeSelect } from '../reference/fields/code-select.tsx'
import { FilterTabs } from '../ui/index.ts'
import classes from './pricing.module.css'

export type PriceChangesSearch = {
  [name in 'kind' | 'product' | 'book' | 'person' | 'from' | 'to']?: string | undefined
}
type PriceChangeFiltersProps = {
  search: PriceChangesSearch
  people: readonly { id: string; name: string }[]
  onChange: (part: PriceChangesSearch) => void
  /** Absent where nothing is filtered. */
  onClear: (() => void) | undefined
}

/** Which changes of prices to show: of what, by whom, when. */
export function PriceChangeFilters({ search, people, onChange, onClear }: PriceChangeFiltersProps) {
  return (
    <>
      <div className={classes.bar}>
        <FilterTabs
          label="Kind"
          value={search.kind ?? 'all'}
          onChange={(kind) => onChange({ kind: kind === 'all' ? undefined : kind })}
          tabs={[
            { value: 'all', label: 'All' },
            { value: 'prices', label: 'Prices' },
            { value: 'contract-prices', label: 'Contract prices' },
          ]}
        />
        {onClear && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
            Clear filters
          </Button>
        )}
      </div>
      <div className={classes.filters}>
        <CodeSelect
          label="Product"
          of="products"
          value={search.product ?? ''}
          onChange={(product) => onChange({ product: product || undefined })}
        />
        <CodeSelect
          label="Price book"
          of="price-books"
          value={search.book ?? ''}
          onChange={(book) => onChange({ book: book || undefined })}
        />
        <Select
          label="By"
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.person ?? null}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the person' }}
          onChange={(person) => onChange({ person: person ?? undefined })}
        />
        <TextInput
          type="date"
          label="From day"
          value={search.from ?? ''}
          max={search.to}
          onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label="To day"
          value={search.to ?? ''}
          min={search.from}
          onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
        />
      </div>
    </>
  )
}
