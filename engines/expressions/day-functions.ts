import { decimal, wholeAbove, wholeBelow } from '../money/index.ts'
import { adapt, type Built, type Context } from './built.ts'
import { made, wrong } from './calls.ts'
import { addDays, daysBetween } from './days.ts'
import { date, number, numeral } from './kinds.ts'
import { isExact } from './numbers.ts'
import { print } from './print.ts'
import type { CallNode } from './syntax.ts'
import { Unknown } from './values.ts'

export function buildDate(node: CallNode, args: Built[], ctx: Context): Built {
  const [arg] = args as [Built]
  const day = adapt(ctx, arg, date)
  if (day.type.kind !== 'date') return wrong(ctx, node, day, 'a day such as "2026-01-31"')
  return { ...day, node }
}

export function buildDaysBetween(node: CallNode, args: Built[], ctx: Context): Built {
  const days = args.map((arg) => adapt(ctx, arg, date))
  const other = days.find(({ type }) => type.kind !== 'date')
  if (other) return wrong(ctx, node, other, 'two days')
  const [from, to] = days as [Built, Built]
  return made(node, number, days, (frame) => {
    const a = from.run(frame)
    const b = to.run(frame)
    if (typeof a !== 'string') return a
    return typeof b === 'string' ? decimal(BigInt(daysBetween(a, b))) : b
  })
}

export function buildAddDays(node: CallNode, args: Built[], ctx: Context): Built {
  const day = adapt(ctx, args[0] as Built, date)
  const days = adapt(ctx, args[1] as Built, numeral)
  if (day.type.kind !== 'date') return wrong(ctx, node, day, 'a day')
  if (!['number', 'numeral', 'quantity'].includes(days.type.kind))
    return wrong(ctx, node, days, 'a number of days')
  const label = print(node)
  return made(node, date, [day, days], (frame) => {
    const start = day.run(frame)
    const count = days.run(frame)
    if (typeof start !== 'string') return start
    if (!isExact(count)) return count
    const whole = wholeBelow(count)
    if (whole !== wholeAbove(count) || whole > 4_000_000n || whole < -4_000_000n) {
      return new Unknown('not-usable', `${label} needs a whole number of days`)
    }
    return addDays(start, Number(whole)) ?? new Unknown('not-usable', `${label} is beyond the calendar`)
  })
}
