import { NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Plan, type Product, priceProduct } from '../../contract/catalog.ts'
import { listPriceBooks } from '../../contract/pricing.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { readNumber } from '../quoting/values/read-number.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { Panel, useLocale } from '../ui/index.ts'
import classes from './catalog.module.css'
import { LookedUp } from './looked-up.tsx'
import { usePricesOf } from './use-prices-of.ts'

type PriceLookupProps = { product: Product; plans: readonly Plan[] }

/** What a quantity costs a customer, in a price book, at a time, and why: what a quote of one line would say. */
export function PriceLookup({ product, plans }: PriceLookupProps) {
  const { zone } = useLocale()
  const can = useCan()
  const [plan, setPlan] = useState(plans.find(({ active }) => active)?.code ?? plans[0]?.code ?? '')
  const [variant, setVariant] = useState(product.variants?.[0]?.code ?? '')
  const [customer, setCustomer] = useState<string>()
  const [list, setList] = useState<string>()
  const [typed, setTyped] = useState('1')
  const [at, setAt] = useState('')
  const lists = useLists(product.code, customer !== undefined)
  const read = readNumber(typed)
  const chosen = lists.find(({ value }) => value === list) ?? lists[0]
  const question = {
    plan,
    ...(variant && { variant }),
    ...(customer && { customer }),
    ...chosen?.terms,
    quantity: read.kind === 'number' ? read.value : '',
    ...(at && { asOf: new Date(at).toISOString() }),
  }
  const query = useQuery({
    queryKey: ['pricing', 'lookup', product.code, question],
    queryFn: async ({ signal }) =>
      (await call(priceProduct, { params: { code: product.code }, body: question, signal })).data,
    enabled: plan !== '' && chosen !== undefined && read.kind === 'number',
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <Panel title="What it costs">
      <div className={classes.lookup}>
        {plans.length > 1 && (
          <NativeSelect
            label="Plan"
            data={plans.map(({ code, name }) => ({ value: code, label: name }))}
            value={plan}
            onChange={(event) => setPlan(event.currentTarget.value)}
          />
        )}
        {product.variants && product.variants.length > 0 && (
          <NativeSelect
            label="Variant"
            data={product.variants.map(({ code, name }) => ({ value: code, label: name }))}
            value={variant}
            onChange={(event) => setVariant(event.currentTarget.value)}
          />
        )}
        {can('customers.read') && (
          <CustomerSelect
            label="Customer"
            labelShown
            placeholder="Any"
            value={customer}
            onChange={(id) => {
              setCustomer(id)
              setList(undefined)
            }}
          />
        )}
        <NativeSelect
          label="Price book"
          data={lists.map(({ value, label }) => ({ value, label }))}
          value={chosen?.value ?? ''}
          onChange={(event) => setList(event.currentTarget.value)}
        />
        <TextInput
          label="Quantity"
          inputMode="decimal"
          error={read.kind === 'number' ? undefined : 'A number is needed'}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label="At"
          description={`Time of ${zone}; empty: now.`}
          inputWrapperOrder={['label', 'input', 'description']}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      </div>
      <div role="status" className={classes.found}>
        {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && !query.error && <LookedUp found={query.data} />}
      </div>
    </Panel>
  )
}

type List = { value: string; label: string; terms: { currency?: string; priceBook?: string } }

const own: List = { value: 'own', label: 'As the customer buys', terms: {} }

/** The list in each currency the product has a price in, and every price book; of a customer first of all their own. */
function useLists(product: string, forCustomer: boolean): List[] {
  const prices = usePricesOf(product).data ?? []
  const books = useQuery({
    queryKey: ['pricing', 'price-books', 'all'],
    queryFn: async ({ signal }) => (await call(listPriceBooks, { query: { limit: 200 }, signal })).data.items,
  })
  const currencies = [...new Set(prices.map(({ currency }) => currency))]
  return [
    ...(forCustomer ? [own] : []),
    ...currencies.map((currency) => ({ value: currency, label: `List, ${currency}`, terms: { currency } })),
    ...(books.data ?? []).map(({ code, name, currency }) => ({
      value: `book ${code}`,
      label: `${name}, ${currency}`,
      terms: { priceBook: code, currency },
    })),
  ]
}
