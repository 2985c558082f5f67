import type { Step, StepKind } from '../../../engines/pricer/types.ts'
import css from './waterfall.module.css'

const names: Record<StepKind, string> = {
  selectPrice: 'Price',
  convert: 'Currency',
  quantityModel: 'Quantity',
  adders: 'Options',
  priceRule: 'Price rule',
  term: 'Term',
  credit: 'Credit for what was paid',
  extend: 'Times quantity',
  lineDiscount: 'Discount',
  manualDiscount: 'Own discount',
  override: 'Unit price set',
  floor: 'Floor price',
  surcharge: 'Surcharge',
  quoteDiscount: 'Discount on the quote',
  shipping: 'Shipping',
  tax: 'Tax',
  totals: 'Totals',
  payable: 'Payable',
  judge: 'Check',
}

/** The calculation as it was made: what went in, by which formula, where it was rounded, what came out. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className={css.steps}>
      {steps.map((step, index) => (
        <li key={`${index} ${step.step}`} className={css.step}>
          <div className={css.head}>
            <strong>
              {names[step.step]}
              {step.source && ` · ${step.source.name ?? step.source.code}`}
            </strong>
          </div>
          {step.because.length > 0 && <div>{step.because.join(', ')}</div>}
          <dl className={css.values}>
            {Object.entries(step.in).map(([name, value]) => (
              <Value key={`in ${name}`} name={name} value={value} />
            ))}
            {step.formula && <Value name="formula" value={step.formula} />}
            {step.rounding && (
              <Value
                name="rounded"
                value={`${step.exact ?? ''} → ${step.rounded ?? ''} (${step.rounding.mode.toLowerCase().replaceAll('_', ' ')}, to ${step.rounding.step})`}
              />
            )}
            {Object.entries(step.out).map(([name, value]) => (
              <Value key={`out ${name}`} name={`→ ${name}`} value={value} />
            ))}
          </dl>
          {step.source?.revision !== undefined && (
            <div className={css.source}>
              {step.source.kind} {step.source.code}, revision {step.source.revision}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function Value({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular">{value}</dd>
    </div>
  )
}
