import {
  formatAgo,
  formatDay,
  formatInstant,
  formatMoney,
  formatPercent,
  formatQuantity,
  type MoneyOptions,
  unitFor,
} from './format.ts'
import { useLocale } from './locale.tsx'

type MoneyProps = MoneyOptions & {
  amount: string | undefined
  currency: string
  muted?: boolean
  strong?: boolean
}

/** An amount from its decimal string; a dash where there is none. */
export function Money({ amount, currency, muted, strong, ...options }: MoneyProps) {
  const { language } = useLocale()
  if (amount === undefined) return <Nothing />
  return (
    <span className="tabular" data-muted={muted || undefined} style={styleOf(muted, strong)}>
      {formatMoney(amount, currency, language, options)}
    </span>
  )
}

export function Quantity({ value, unit }: { value: string | undefined; unit?: string | undefined }) {
  const { language } = useLocale()
  if (value === undefined) return <Nothing />
  return (
    <span className="tabular" style={{ whiteSpace: 'nowrap' }}>
      {formatQuantity(value, language)}
      {unit ? ` ${unitFor(unit, value)}` : ''}
    </span>
  )
}

/** `places` bounds the decimals shown, for computed percentages. */
export function Percent({ value, places }: { value: string | undefined; places?: number }) {
  const { language } = useLocale()
  if (value === undefined) return <Nothing />
  return <span className="tabular">{formatPercent(value, language, places)}</span>
}

export function Day({ value }: { value: string | undefined }) {
  const { language } = useLocale()
  if (value === undefined) return <Nothing />
  return (
    <time dateTime={value} className="tabular" style={{ whiteSpace: 'nowrap' }}>
      {formatDay(value, language)}
    </time>
  )
}

/** The end of a term is the first day after it; people read the last day that belongs to it. */
export function LastDay({ before }: { before: string }) {
  const last = new Date(Date.parse(`${before}T00:00:00Z`) - 86_400_000)
  return <Day value={last.toISOString().slice(0, 10)} />
}

/** A moment; `ago` says it by its distance from now, with the moment itself on hover. */
export function Instant({ value, ago }: { value: string | undefined; ago?: boolean }) {
  const { language, zone } = useLocale()
  if (value === undefined) return <Nothing />
  const full = formatInstant(value, language, zone)
  return (
    <time
      dateTime={value}
      title={ago ? full : undefined}
      className="tabular"
      style={{ whiteSpace: 'nowrap' }}
    >
      {/* oxlint-disable-next-line react/purity -- how long ago is as of this rendering */}
      {ago ? formatAgo(value, Date.now(), language, zone) : full}
    </time>
  )
}

export function Nothing() {
  return (
    <span style={{ color: 'var(--q-muted)' }}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">none</span>
    </span>
  )
}

function styleOf(muted?: boolean, strong?: boolean) {
  return {
    whiteSpace: 'nowrap' as const,
    ...(muted && { color: 'var(--q-muted)' }),
    ...(strong && { fontWeight: 600 }),
  }
}
