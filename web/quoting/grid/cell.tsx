import { Tooltip } from '@mantine/core'
import { IconChevronRight, IconNote, IconSettings } from '@tabler/icons-react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { Day, LastDay, Money, Nothing, Percent, Quantity, StatusBadge, Tag } from '../../ui/index.ts'
import { billingText, every, isNothing, lengthText, perUnit, shareOf } from '../values/format.ts'
import { lineStatusText, lineStatusTone } from '../values/statuses.ts'
import { UnitPrice } from '../values/unit-price.tsx'
import type { ColumnId } from './columns.ts'
import css from './grid.module.css'
import { IssueMark, type LineIssue } from './issue-mark.tsx'

type CellProps = {
  line: QuoteLine
  column: ColumnId
  currency: string
  waits: boolean
  /** Of a folded line with all its parts. */
  familyNet?: string | undefined
}

/** What a cell of a line shows. */
export function CellContent({ line, column, currency, waits, familyNet }: CellProps) {
  const amount = (value: string | undefined) => (
    <Money amount={value} currency={currency} bare muted={waits} />
  )
  switch (column) {
    case 'quantity':
      return <QuantityCell line={line} />
    case 'list':
      return <UnitPrice value={line.listUnitPrice} currency={currency} bare muted={waits} />
    case 'discount':
      return <DiscountCell line={line} />
    case 'unitNet':
      return amount(unitNet(line, currency))
    case 'net':
      return <span title={familyNet && 'With its parts'}>{amount(familyNet ?? line.net)}</span>
    case 'tax':
      return amount(line.tax)
    case 'total':
      return amount(line.total)
    case 'billing':
      return <BillingCell line={line} />
    case 'cost':
      return <UnitPrice value={line.cost} currency={currency} bare muted={waits} />
    case 'floor':
      return <UnitPrice value={line.floor} currency={currency} bare muted={waits} />
    case 'margin':
      return <MarginCell line={line} />
    case 'term':
      return <TermCell line={line} />
    case 'notes':
      return <span className={css.clip}>{line.notes ?? ''}</span>
    case 'status':
      return <StatusBadge tone={lineStatusTone[line.status]}>{lineStatusText[line.status]}</StatusBadge>
    case 'product':
    case 'menu':
      return null
  }
}

type ProductCellProps = {
  line: QuoteLine
  level: number
  parts: number
  expanded: boolean
  issues: readonly LineIssue[]
  onFold: () => void
}

/** The product with its place in the tree, what was chosen, and what is wrong with it. */
export function ProductCell({ line, level, parts, expanded, issues, onFold }: ProductCellProps) {
  return (
    <div className={css.product} style={{ paddingInlineStart: (level - 1) * 20 }}>
      <Twist shown={parts > 0} expanded={expanded} onFold={onFold} />
      {line.parent === undefined && (
        <span className={css.picture} aria-hidden>
          {line.image ? <img src={line.image} alt="" loading="lazy" /> : line.productName.slice(0, 1)}
        </span>
      )}
      <span className={css.names}>
        <span className={css.name}>
          <span className={css.clip} title={line.productName}>
            {line.productName}
          </span>
          {line.optional && <Tag>optional</Tag>}
          {line.notes && (
            <Tooltip label={line.notes} multiline maw={320}>
              <IconNote
                size={14}
                stroke={1.8}
                className={css.softIcon}
                role="img"
                aria-label={`Note: ${line.notes}`}
              />
            </Tooltip>
          )}
          {line.configurable && line.status === 'PENDING' && <Tag tone="warning">to configure</Tag>}
        </span>
        {line.parent === undefined && (
          <span className={css.sub}>
            {line.product}
            {line.planName && line.planName !== line.productName && ` · ${line.planName}`}
            {line.configurable && <IconSettings size={12} stroke={1.8} aria-hidden />}
          </span>
        )}
      </span>
      <IssueMark issues={issues} />
    </div>
  )
}

/** The arrow that folds what is below; a mouse target, the keyboard has the cell itself. */
export function Twist({
  shown,
  expanded,
  onFold,
}: {
  shown: boolean
  expanded: boolean
  onFold: () => void
}) {
  if (!shown) return <span className={css.twist} />
  return (
    <span
      className={css.twist}
      data-shown
      data-expanded={expanded || undefined}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation()
        onFold()
      }}
    >
      <IconChevronRight size={15} stroke={2} />
    </span>
  )
}

function QuantityCell({ line }: { line: QuoteLine }) {
  // Pieces are what one expects; anything else is said, and shortened before a digit is.
  if (!line.perParent && (!line.unit || line.unit === 'piece')) return <Quantity value={line.quantity} />
  if (!line.perParent)
    return (
      <span className={css.clip} title={line.unit}>
        <Quantity value={line.quantity} unit={line.unit} />
      </span>
    )
  return (
    <span className={css.soft} title={line.effectiveQuantity && `${line.effectiveQuantity} in total`}>
      <Quantity value={line.quantity} /> each
    </span>
  )
}

/** How it is charged, and for how long: the net is that of the whole time. */
function BillingCell({ line: { type, interval, parent, serviceTerm } }: { line: QuoteLine }) {
  if (!type) return <Nothing />
  const [how, more] =
    type === 'USAGE'
      ? ['usage', interval && every(interval)]
      : [billingText(type, interval), parent === undefined && serviceTerm && lengthText(serviceTerm)]
  return (
    <span className={css.soft}>
      {how}
      {more && <span className={css.length}>{more}</span>}
    </span>
  )
}

function DiscountCell({ line }: { line: QuoteLine }) {
  if (line.discount === undefined || line.gross === undefined || isNothing(line.discount)) return <Nothing />
  const names = line.discounts.map((discount) => discount.name).join(', ')
  return (
    <span title={names || undefined}>
      <Percent value={shareOf(line.discount, line.gross)} />
    </span>
  )
}

function MarginCell({ line }: { line: QuoteLine }) {
  if (line.margin === undefined || line.net === undefined || isNothing(line.net)) return <Nothing />
  const share = shareOf(line.margin, line.net)
  return (
    <span className={share.startsWith('-') ? css.danger : css.soft}>
      <Percent value={share} places={1} />
    </span>
  )
}

function TermCell({ line }: { line: QuoteLine }) {
  if (!line.serviceTerm) return <Nothing />
  return (
    <span className={css.soft}>
      <Day value={line.serviceTerm.start} /> –{' '}
      {line.serviceTerm.evergreen ? 'no end' : <LastDay before={line.serviceTerm.end} />}
    </span>
  )
}

function unitNet(line: QuoteLine, currency: string): string | undefined {
  const net = line.periodNet ?? line.net
  if (net === undefined || line.effectiveQuantity === undefined) return undefined
  return perUnit(net, line.effectiveQuantity, currency)
}
