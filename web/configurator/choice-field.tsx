import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import type { ChoiceVariable, Option, ValueState } from '../../engines/configurator/index.ts'
import css from './configurator.module.css'
import { useForm } from './context.ts'
import { Field } from './field.tsx'
import { effectOf, priceOf } from './list-prices.ts'
import { PriceEffect } from './price-effect.tsx'
import { StockMark } from './stock-mark.tsx'

/** One of several. Arrows move, Space or Enter chooses; what is not possible says why when it is asked for. */
export function ChoiceField({ path, variable }: { path: string; variable: ChoiceVariable }) {
  const { domainOf, valueOf, configuring, prices, readOnly } = useForm()
  const list = useRef<HTMLDivElement>(null)
  const domain = domainOf(path)
  const value = valueOf(path)
  const chosen = variable.options.find((option) => option.code === value)
  const now = chosen && priceOf(prices, chosen)
  const states = new Map(
    domain && 'values' in domain ? domain.values.map((one) => [one.value, one.state]) : [],
  )
  const focusable = chosen?.code ?? variable.options[0]?.code
  const pictures = variable.options.some((option) => option.image)

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const radios = [...(list.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])]
    const at = radios.indexOf(document.activeElement as HTMLElement)
    radios[(at + step + radios.length) % radios.length]?.focus()
  }
  return (
    <Field path={path} label={variable.label ?? variable.code} help={variable.help}>
      {(labelledBy) => (
        <div
          ref={list}
          role="radiogroup"
          aria-labelledby={labelledBy}
          className={css.options}
          data-pictures={pictures || undefined}
          onKeyDown={move}
        >
          {variable.options.map((option) => {
            const price = priceOf(prices, option)
            return (
              <OptionButton
                key={option.code}
                option={option}
                state={states.get(option.code) ?? 'open'}
                chosen={option.code === value}
                own={configuring.snapshot?.completion.because[path] === 'decided'}
                focusable={option.code === focusable}
                effect={option.code === value ? undefined : effectOf(now ?? '0', price)}
                onChoose={() => !readOnly && configuring.decide({ variable: path, value: option.code })}
              />
            )
          })}
        </div>
      )}
    </Field>
  )
}

type OptionButtonProps = {
  option: Option
  state: ValueState
  chosen: boolean
  own: boolean
  focusable: boolean
  effect: string | undefined
  onChoose: () => void
}

function OptionButton({ option, state, chosen, own, focusable, effect, onChoose }: OptionButtonProps) {
  const { prices, currency } = useForm()
  const product = option.product ? prices.get(option.product) : undefined
  const image = option.image ?? undefined
  const gone = state === 'excluded' || state === 'refused'
  const label = option.label ?? product?.name ?? option.code
  const facts = Object.entries(option.facts ?? {}).flatMap(
    ([name, value]) => factText(name, value, label) ?? [],
  )
  return (
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      aria-disabled={gone || undefined}
      tabIndex={focusable ? 0 : -1}
      className={css.option}
      data-chosen={chosen || undefined}
      data-own={(chosen && own) || undefined}
      data-gone={gone || undefined}
      onClick={onChoose}
    >
      {image && <img className={css.image} src={image} alt="" loading="lazy" />}
      <span className={css.mark} aria-hidden>
        {chosen && <IconCheck size={12} stroke={3} />}
      </span>
      <span className={css.optionWords}>
        <span className={css.optionName}>{label}</span>
        {option.help && <span className={css.optionHelp}>{option.help}</span>}
        {!option.help && facts.length > 0 && (
          <span className={css.optionHelp}>{facts.slice(0, 4).join(' · ')}</span>
        )}
        <StockMark product={option.product} />
        {gone && <span className={css.gone}>not with your other choices: why?</span>}
      </span>
      <PriceEffect amount={effect} currency={currency} chosen={chosen} />
    </button>
  )
}

/** "24 cores", "socket MW6"; flags, what is nil and what the label says already tell people nothing. */
function factText(name: string, value: string, label: string): string | undefined {
  const words = name.replaceAll(/[_-]/g, ' ')
  if (value === '0' || value === '1' || value === '') return undefined
  if (label.split(/[\s,()]+/).includes(value)) return undefined
  return /^\d/.test(value) ? `${value} ${words}` : `${words} ${value}`
}
