import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { Command, Quote, QuoteLine } from '../../../contract/quotes.ts'
import { Money, Percent, Tag } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import { CodeForm } from './code-form.tsx'
import css from './discounts.module.css'
import { ManualForm } from './manual-form.tsx'
import { UnitPriceForm } from './unit-price-form.tsx'

type Owner = Pick<Quote, 'discountCodes' | 'manualDiscounts'>
type Applied = QuoteLine['discounts'][number]

/** Discounts on the whole quote or on one line: what is taken off, why, and how to give or take back one. */
export function DiscountsPanel({ line: id }: { line: string | undefined }) {
  const quote = useQuote()
  const { readOnly } = useWorkspace()
  const line = id === undefined ? undefined : quote.lines.find((one) => one.id === id)
  if (id !== undefined && !line) return <p>This line is no longer on the quote.</p>
  const owner: Owner = line ?? quote
  const applied = line ? line.discounts : quote.quoteDiscounts
  const frozen = readOnly !== undefined
  return (
    <div className={css.panel}>
      <section>
        <h3 className={css.title}>{line ? 'On this line' : 'On the whole quote'}</h3>
        <Given owner={owner} applied={applied} line={line} currency={quote.currency} frozen={frozen} />
      </section>
      {!frozen && (
        <>
          <CodeForm line={line} />
          <ManualForm line={line} currency={quote.currency} />
          {line && <UnitPriceForm line={line} currency={quote.currency} />}
        </>
      )}
    </div>
  )
}

type GivenProps = {
  owner: Owner
  applied: readonly Applied[]
  line: QuoteLine | undefined
  currency: string
  frozen: boolean
}

/** Everything that was entered and everything that applied by itself, with what each came to. */
function Given({ owner, applied, line, currency, frozen }: GivenProps) {
  const store = useStore()
  const own = new Map(owner.manualDiscounts.map((manual) => [manual.id as string, manual]))
  const entered = new Set([...owner.discountCodes, ...own.keys()])
  const rest = [...entered].filter((code) => !applied.some((discount) => discount.code === code))
  const remove = (code: string, name: string) => {
    const command: Command = { type: 'removeDiscount', discount: code, ...(line && { line: line.id }) }
    store.change([command], `discount ${name} removed`)
  }
  const kept = (discount: Applied) => discount.kind === 'KEPT' && line !== undefined && !line.parent
  const giveUp = (of: QuoteLine | undefined) =>
    of &&
    store.change(
      [{ type: 'setLine', line: of.id, fields: { keepPrice: false } }],
      `today’s price of ${of.productName}`,
    )
  if (applied.length === 0 && rest.length === 0) return <p className={css.none}>None.</p>
  return (
    <ul className={css.list}>
      {applied.map((discount) => {
        const manual = own.get(discount.code)
        return (
          <li key={`${discount.kind} ${discount.code}`} className={css.item}>
            <span className={css.words}>
              <span>
                {manual?.reason ?? discount.name} <Kind discount={discount} />
              </span>
              <span className={css.sub}>
                {manual?.type === 'PERCENTAGE' ? (
                  <Percent value={manual.value} />
                ) : discount.kind === 'KEPT' ? (
                  'As quoted; another quantity, term or configuration costs what it does today'
                ) : (
                  !manual && discount.code
                )}
              </span>
            </span>
            {/* What adds, a price set higher than calculated, is a discount below zero. */}
            <Money
              amount={discount.amount.startsWith('-') ? discount.amount.slice(1) : `-${discount.amount}`}
              currency={currency}
            />
            <Remove
              shown={!frozen && (entered.has(discount.code) || kept(discount))}
              name={discount.name}
              onRemove={() => (kept(discount) ? giveUp(line) : remove(discount.code, discount.name))}
            />
          </li>
        )
      })}
      {rest.map((code) => {
        const manual = own.get(code)
        return (
          <li key={code} className={css.item}>
            <span className={css.words}>
              <span>{manual?.reason ?? code}</span>
              <span className={css.sub}>Entered; it takes nothing off as the quote stands.</span>
            </span>
            <Remove
              shown={!frozen}
              name={manual?.reason ?? code}
              onRemove={() => remove(code, manual?.reason ?? code)}
            />
          </li>
        )
      })}
    </ul>
  )
}

function Kind({ discount }: { discount: Applied }) {
  if (discount.kind === 'AUTOMATIC') return <Tag>automatic</Tag>
  if (discount.kind === 'CODE') return <Tag tone="accent">code</Tag>
  if (discount.kind === 'KEPT') return <Tag>kept</Tag>
  return discount.kind === 'OVERRIDE' ? <Tag tone="violet">unit price</Tag> : null
}

function Remove({ shown, name, onRemove }: { shown: boolean; name: string; onRemove: () => void }) {
  if (!shown) return <span className={css.gap} />
  return (
    <ActionIcon aria-label={`Remove the discount ${name}`} onClick={onRemove}>
      <IconTrash size={16} stroke={1.7} />
    </ActionIcon>
  )
}
