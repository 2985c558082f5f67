import { Anchor, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import type { Plan, Product } from '../../contract/catalog.ts'
import { listPriceBooks, lookupPrice } from '../../contract/pricing.ts'
import { readNumber } from '../quoting/values/read-number.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { Issues, Money, Panel, Quantity, useLocale } from '../ui/index.ts'
import classes from './catalog.module.css'
import { usePricesOf } from './use-prices-of.ts'

type PriceLookupProps = { product: Product; plans: readonly Plan[] }
type Found = z.output<typeof lookupPrice.response>

/** Which price holds for a quantity, in a price book, at a time: what a quote would begin with. */
export function PriceLookup({ product, plans }: PriceLookupProps) {
  const { zone } = useLocale()
  const lists = useLists(product.code)
  const [plan, setPlan] = useState(plans.find(({ active }) => active)?.code ?? plans[0]?.code ?? '')
  const [variant, setVariant] = useState(product.variants?.[0]?.code ?? '')
  const [list, setList] = useState<string>()
  const [typed, setTyped] = useState('1')
  const [at, setAt] = useState('')
  const read = readNumber(typed)
  const chosen = lists.find(({ value }) => value === list) ?? lists[0]
  const question = {
    product: product.code,
    plan,
    ...(variant && { variant }),
    ...chosen?.terms,
    quantity: read.kind === 'number' ? read.value : '',
    ...(at && { asOf: new Date(at).toISOString() }),
  }
  const query = useQuery({
    queryKey: ['pricing', 'lookup', question],
    queryFn: async ({ signal }) => (await call(lookupPrice, { query: question, signal })).data,
    enabled: plan !== '' && chosen !== undefined && read.kind === 'number',
    placeholderData: keepPreviousData,
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
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      </div>
      <div role="status" className={classes.found}>
        {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && chosen && !query.error && (
          <Answer found={query.data} currency={chosen.terms.currency} quantity={question.quantity} />
        )}
      </div>
    </Panel>
  )
}

type AnswerProps = { found: Found; currency: string; quantity: string }

function Answer({ found, currency, quantity }: AnswerProps) {
  const { price, unitPrice, amount, because, issues } = found
  return (
    <>
      <Issues issues={issues} />
      {amount !== undefined && (
        <p>
          {unitPrice !== undefined && (
            <>
              <Quantity value={quantity} /> × <Money amount={unitPrice} currency={currency} /> ={' '}
            </>
          )}
          <Money amount={amount} currency={currency} strong />
        </p>
      )}
      {price && (
        <p className={classes.quiet}>
          <Anchor
            component={Link}
            to="/reference/$kind/$code"
            params={{ kind: 'prices', code: price.code } as never}
          >
            {price.code}
          </Anchor>
          {because.length > 0 && ` · ${because.join(', ')}`}
        </p>
      )}
    </>
  )
}

type List = { value: string; label: string; terms: { currency: string; priceBook?: string } }

/** The list in each currency the product has a price in, and every price book. */
function useLists(product: string): List[] {
  const prices = usePricesOf(product).data ?? []
  const books = useQuery({
    queryKey: ['pricing', 'price-books', 'all'],
    queryFn: async ({ signal }) => (await call(listPriceBooks, { query: { limit: 200 }, signal })).data.items,
  })
  const currencies = [...new Set(prices.map(({ currency }) => currency))]
  return [
    ...currencies.map((currency) => ({ value: currency, label: `List, ${currency}`, terms: { currency } })),
    ...(books.data ?? []).map(({ code, name, currency }) => ({
      value: `book ${code}`,
      label: `${name}, ${currency}`,
      terms: { priceBook: code, currency },
    })),
  ]
}
