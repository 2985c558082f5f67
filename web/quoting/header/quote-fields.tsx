import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import type { CustomerId } from '../../../contract/customers.ts'
import { listPriceBooks } from '../../../contract/pricing.ts'
import type { Command } from '../../../contract/quotes.ts'
import { CustomerSelect } from '../../customers/customer-select.tsx'
import { call } from '../../shell/api.ts'
import { useCan } from '../../shell/session.ts'
import { Day, usePhone } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './header.module.css'
import { TermField } from './term-field.tsx'

type Fields = Extract<Command, { type: 'setQuote' }>['fields']

/** Who it is for, until when, on which terms: always in sight, changed where it stands. */
export function QuoteFields() {
  const phone = usePhone()
  const { readOnly } = useWorkspace()
  const currency = useQuote((quote) => quote.currency)
  const priceBook = useQuote((quote) => quote.priceBook)
  const customer = useQuote((quote) => quote.customer)
  const customerName = useQuote((quote) => quote.customerName)
  const validUntil = useQuote((quote) => quote.validUntil)
  const term = useQuote((quote) => quote.term)
  const owner = useQuote((quote) => quote.owner)
  const store = useStore()
  const books = usePriceBooks()
  const set = (fields: Fields, words: string) => store.change([{ type: 'setQuote', fields }], words)
  const frozen = readOnly !== undefined
  const currencies = [...new Set([currency, ...books.map((book) => book.currency)])].sort()
  return (
    <div className={css.fields} data-frozen={frozen || undefined} data-phone={phone || undefined}>
      <Field name="Customer" wide>
        {frozen ? (
          (customer?.company ?? customerName ?? 'none')
        ) : (
          <CustomerSelect
            label="Customer"
            placeholder="Choose a customer"
            value={customer?.id}
            onChange={(id) =>
              (id ?? null) !== (customer?.id ?? null) &&
              set(
                { customer: (id as CustomerId | undefined) ?? null },
                id ? 'another customer' : 'customer taken out',
              )
            }
          />
        )}
      </Field>
      <Field name="Valid until">
        {frozen ? (
          <Day value={validUntil} />
        ) : (
          <TextInput
            key={validUntil}
            type="date"
            aria-label="Valid until"
            required
            w="auto"
            defaultValue={validUntil}
            onBlur={(event) => {
              const day = event.currentTarget.value
              if (/^\d{4}-\d\d-\d\d$/.test(day) && day !== validUntil)
                set({ validUntil: day }, `valid until ${day}`)
            }}
          />
        )}
      </Field>
      <Field name="Term">
        <TermField frozen={frozen} term={term} onChange={(next, words) => set({ term: next }, words)} />
      </Field>
      <Field name="Price book">
        {frozen || books.length === 0 ? (
          (books.find((book) => book.code === priceBook)?.name ?? priceBook ?? 'Standard')
        ) : (
          <Select
            aria-label="Price book"
            w={168}
            value={priceBook ?? ''}
            data={[
              { value: '', label: 'Standard' },
              ...books.map((book) => ({ value: book.code, label: book.name })),
            ]}
            onChange={(code) =>
              set({ priceBook: code === '' ? null : code }, `price book ${code || 'standard'}`)
            }
          />
        )}
      </Field>
      <Field name="Currency">
        {frozen || currencies.length < 2 ? (
          currency
        ) : (
          <Select
            aria-label="Currency"
            w={78}
            value={currency}
            data={currencies}
            onChange={(next) => next && set({ currency: next }, `currency ${next}`)}
          />
        )}
      </Field>
      <Field name="Owner" fixed>
        {owner.name}
      </Field>
    </div>
  )
}

function Field({
  name,
  wide,
  fixed,
  children,
}: {
  name: string
  wide?: boolean
  fixed?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <div
      className={css.field}
      data-wide={wide || undefined}
      data-fixed={fixed || typeof children === 'string' || undefined}
      role="group"
      aria-labelledby={id}
    >
      <span id={id} className={css.fieldName}>
        {name}
      </span>
      <div className={css.fieldValue}>{children}</div>
    </div>
  )
}

/** The books a price can come from; none for those who may not read prices. */
function usePriceBooks() {
  const can = useCan()
  const found = useQuery({
    queryKey: ['price-books', 'all'],
    queryFn: async ({ signal }) => (await call(listPriceBooks, { query: { limit: 100 }, signal })).data.items,
    enabled: can('prices.read'),
    staleTime: 5 * 60_000,
  })
  return found.data ?? []
}
