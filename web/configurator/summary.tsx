import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Issue } from '../../contract/problem.ts'
import type { Model } from '../../engines/configurator/index.ts'
import { Issues, Money, Quantity } from '../ui/index.ts'
import css from './configurator.module.css'
import { useForm } from './context.ts'
import { FillMenu, type PriceTerms } from './fill-menu.tsx'
import { layersOf } from './layers.ts'
import { listTotal, priceOf } from './list-prices.ts'
import { Picture } from './picture.tsx'
import { PricePanel } from './price-panel.tsx'
import { StockMark } from './stock-mark.tsx'
import type { Tried } from './use-trial.ts'

type SummaryProps = {
  model: Model
  product: string | undefined
  revision: number | undefined
  image: string | undefined
  title: string
  trial: Tried
  terms: PriceTerms
  readOnly: boolean
  /** What the button does; absent where the configuration can only be looked at. */
  save: { label: string; act: () => void; busy: boolean } | undefined
  actions: ReactNode
}

/** What it consists of and what it comes to: by list at once, in the quote as soon as the server has priced it. */
export function Summary({ model, product, revision, terms, readOnly, ...props }: SummaryProps) {
  const { configuring, prices, names, currency, valueOf } = useForm()
  const { snapshot } = configuring
  if (!snapshot) return null
  return (
    <div className={css.summary}>
      <h2 className={css.summaryTitle}>Your configuration</h2>
      <Picture base={props.image} layers={layersOf(model, valueOf)} label={props.title} />
      {!readOnly && <FillMenu model={model} product={product} revision={revision} terms={terms} />}
      <ul className={css.parts}>
        {snapshot.parts.map((part) => (
          <li key={`${part.variable} ${part.product}`} className={css.part}>
            <span className={css.partWords}>
              <span>{prices.get(part.product)?.name ?? part.product}</span>
              <span className={css.partSub}>
                {names.variable(part.variable)} <StockMark product={part.product} dotted />
              </span>
            </span>
            <span className={css.partAmount}>
              {part.quantity !== '1' && (
                <span className={css.partSub}>
                  <Quantity value={part.quantity} /> ×{' '}
                </span>
              )}
              <Money amount={priceOf(prices, { product: part.product })} currency={currency} bare />
            </span>
          </li>
        ))}
        {snapshot.parts.length === 0 && <li className={css.partSub}>No parts of their own.</li>}
      </ul>
      <TotalsList model={model} />
      {product !== undefined && (
        <Amounts product={product} revision={revision} terms={terms} trial={props.trial} />
      )}
      <Issues issues={props.trial.issues as Issue[]} />
      <div className={css.actions}>
        {props.save && (
          <Button fullWidth size="md" onClick={props.save.act} loading={props.save.busy}>
            {props.save.label}
          </Button>
        )}
        {props.actions}
      </div>
    </div>
  )
}

type AmountsProps = { product: string; trial: Tried } & Pick<SummaryProps, 'revision' | 'terms'>

function Amounts({ product, revision, terms, trial }: AmountsProps) {
  const { configuring, prices, currency } = useForm()
  const [asked, setAsked] = useState(false)
  const list = listTotal(prices, product, configuring.snapshot?.parts ?? [])
  return (
    <>
      <dl className={css.amounts}>
        <div>
          <dt>List price{list.missing.length > 0 && ' (without what has none)'}</dt>
          <dd>
            <Money amount={list.amount} currency={currency} />
          </dd>
        </div>
        {trial.unit !== undefined && (
          <div data-strong data-waits={trial.busy || undefined} aria-busy={trial.busy}>
            <dt>Net each in this quote</dt>
            <dd>
              <Money amount={trial.unit} currency={currency} />
            </dd>
          </div>
        )}
        {trial.total !== undefined && trial.quantity !== undefined && trial.quantity !== '1' && (
          <div data-waits={trial.busy || undefined}>
            <dt>Net for {trial.quantity}</dt>
            <dd>
              <Money amount={trial.total} currency={currency} />
            </dd>
          </div>
        )}
      </dl>
      <Button variant="subtle" size="compact-sm" onClick={() => setAsked(true)}>
        How the price comes about
      </Button>
      <PricePanel
        open={asked}
        onClose={() => setAsked(false)}
        product={product}
        revision={revision}
        decisions={configuring.snapshot?.decisions ?? []}
        terms={terms}
      />
    </>
  )
}

/** Weight, watts, lead time: what the model adds up, and how far it can still go. */
function TotalsList({ model }: { model: Model }) {
  const { configuring } = useForm()
  const totals = configuring.snapshot?.totals ?? []
  if (totals.length === 0) return null
  return (
    <dl className={css.sums}>
      {totals.map((total) => {
        const named = model.totals?.find((one) => one.code === total.code)
        return (
          <div
            key={total.code}
            title={total.min === total.max ? undefined : `Can be ${total.min} to ${total.max}`}
          >
            <dt>{named?.label ?? total.code}</dt>
            <dd>
              <Quantity value={total.value} unit={named?.unit} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
