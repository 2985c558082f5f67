import { Alert, Button, Checkbox, Radio, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getProduct, type Product } from '../../../contract/catalog.ts'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { call } from '../../shell/api.ts'
import { Failed } from '../../shell/list-state.tsx'
import { useQuote, useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './bundle.module.css'

type Component = NonNullable<Product['components']>[number]
/** What is typed or ticked for each component, by its product. */
type Wanted = Readonly<Record<string, string>>

/** Which variant of a product a line sells, and what of its bundle: as the catalog allows at the quote's revision. */
export function BundlePanel({ line }: { line: QuoteLine }) {
  const revision = useQuote((quote) => quote.revision)
  const query = useQuery({
    queryKey: ['products', 'one', line.product, revision],
    queryFn: async ({ signal }) =>
      (await call(getProduct, { params: { code: line.product }, query: { revision }, signal })).data.product,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return null
  return <Choices key={`${line.id} ${line.variant ?? ''}`} line={line} product={query.data} />
}

function Choices({ line, product }: { line: QuoteLine; product: Product }) {
  const store = useStore()
  const { readOnly, open } = useWorkspace()
  const lines = useQuote((quote) => quote.lines)
  const [variant, setVariant] = useState(line.variant)
  const [wanted, setWanted] = useState<Wanted>(() =>
    Object.fromEntries(
      lines.filter((each) => each.parent === line.id).map((part) => [part.product, part.quantity]),
    ),
  )
  const [problem, setProblem] = useState<string>()
  const frozen = readOnly !== undefined
  const another = variant !== line.variant
  const components = (product.components ?? []).filter(
    ({ variants }) => !variants || (variant !== undefined && variants.includes(variant)),
  )
  const save = () => {
    const read = another ? { components: [] } : chosen(components, wanted)
    if ('problem' in read) return setProblem(read.problem)
    store.change(
      [{ type: 'setLine', line: line.id, fields: { ...(another && { variant }), ...(!another && read) } }],
      `${product.name} composed otherwise`,
    )
    open(undefined)
  }
  return (
    <form
      className={css.panel}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {product.variants && product.variants.length > 0 && (
        <Radio.Group label="Variant" value={variant ?? ''} onChange={setVariant}>
          <div className={css.variants}>
            {product.variants.map(({ code, name, description }) => (
              <Radio key={code} value={code} label={name} description={description} disabled={frozen} />
            ))}
          </div>
        </Radio.Group>
      )}
      {components.length > 0 &&
        (another ? (
          <Alert>The bundle will hold what this variant usually holds; it can be changed afterwards.</Alert>
        ) : (
          <fieldset className={css.components} disabled={frozen}>
            <legend>What one of it holds</legend>
            {components.map((component) => (
              <ComponentRow
                key={component.product}
                component={component}
                known={lines.find((each) => each.parent === line.id && each.product === component.product)}
                rivals={components.filter(
                  (each) => component.group !== undefined && each.group === component.group,
                )}
                wanted={wanted}
                onChange={setWanted}
              />
            ))}
          </fieldset>
        ))}
      {problem && <Alert color="red">{problem}</Alert>}
      {!frozen && <Button type="submit">Apply</Button>}
    </form>
  )
}

type ComponentRowProps = {
  component: Component
  /** Its line, where the quote holds it: it knows its name. */
  known: QuoteLine | undefined
  /** Those of its group, itself among them; one of them is taken. */
  rivals: readonly Component[]
  wanted: Wanted
  onChange: (wanted: Wanted) => void
}

function ComponentRow({ component, known, rivals, wanted, onChange }: ComponentRowProps) {
  const { product, plan, minQuantity, maxQuantity, defaultQuantity, pricing, group } = component
  const quantity = wanted[product] ?? '0'
  const taken = quantity !== '0'
  const fixed = minQuantity === maxQuantity
  const name = useProductName(product, known?.productName)
  const take = (on: boolean) => {
    const usual = defaultQuantity === '0' ? '1' : defaultQuantity
    const without = Object.fromEntries(
      Object.entries(wanted).map(([code, each]) => [
        code,
        rivals.some((rival) => rival.product === code) ? '0' : each,
      ]),
    )
    onChange({ ...without, [product]: on ? usual : '0' })
  }
  const bounds = maxQuantity === undefined ? `from ${minQuantity}` : `${minQuantity} to ${maxQuantity}`
  return (
    <div className={css.component}>
      <div>
        {group === undefined && minQuantity !== '0' ? (
          <span>{name}</span>
        ) : (
          <Checkbox label={name} checked={taken} onChange={(event) => take(event.currentTarget.checked)} />
        )}
        <p className={css.quiet}>
          {[group && `${group}: one of them`, pricing === 'SUMMED' && 'added to the price', plan]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {taken && (
        <TextInput
          aria-label={`Quantity of ${name}`}
          description={fixed ? undefined : bounds}
          inputWrapperOrder={['input', 'description']}
          inputMode="decimal"
          disabled={fixed}
          value={quantity}
          onChange={(event) => onChange({ ...wanted, [product]: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** What to send: each component with its quantity, or what cannot be read. */
function chosen(components: readonly Component[], wanted: Wanted) {
  const made: { product: string; quantity: string }[] = []
  for (const { product } of components) {
    const text = wanted[product] ?? '0'
    const read = readNumber(text)
    if (read.kind !== 'number') return { problem: `“${text}” is no quantity of ${product}.` }
    made.push({ product, quantity: read.value })
  }
  return { components: made }
}

function useProductName(code: string, known: string | undefined): string {
  const { data } = useQuery({
    queryKey: ['products', 'one', code],
    queryFn: async ({ signal }) => (await call(getProduct, { params: { code }, query: {}, signal })).data,
    staleTime: 60_000,
    retry: false,
    enabled: known === undefined,
  })
  return known ?? data?.product.name ?? code
}
