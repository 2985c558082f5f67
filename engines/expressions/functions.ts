import {
  absolute,
  add,
  compare,
  decimal,
  divide,
  type Exact,
  hundred,
  isZero,
  multiply,
  round,
  wholeAbove,
  wholeBelow,
  zero,
} from '../money/index.ts'
import { checked, folded } from './build-arithmetic.ts'
import { buildMember, decided } from './build-compare.ts'
import { adapt, type Built, type Context, refuse } from './built.ts'
import { addDays, daysBetween } from './days.ts'
import { date, isNumeric, join, nameOf, number, numeral, type Type, text } from './kinds.ts'
import { isExact, strictDecimal } from './numbers.ts'
import { print } from './print.ts'
import type { CallNode } from './syntax.ts'
import { type Frame, Items, Unknown, type Value } from './values.ts'

/** A function of the language: how it is called, what it does, how many arguments it takes, and how it is built. */
export type LanguageFunction = {
  call: string
  does: string
  least: number
  most: number
  build(node: CallNode, args: Built[], ctx: Context): Built
}

/** All functions; a Map, so that nothing JavaScript adds to objects is one. */
export const functions: ReadonlyMap<string, LanguageFunction> = new Map(
  Object.entries<LanguageFunction>({
    min: fn('min(a, b, …)', 'the smallest, also of a list', 1, 100, (node, args, ctx) =>
      extreme(node, args, ctx, -1),
    ),
    max: fn('max(a, b, …)', 'the largest, also of a list', 1, 100, (node, args, ctx) =>
      extreme(node, args, ctx, 1),
    ),
    sum: fn('sum(list)', 'the sum of a list of numbers; 0 of an empty one', 1, 1, buildSum),
    size: fn('size(list)', 'how many entries a list has, or characters a text', 1, 1, buildSize),
    round: fn(
      'round(x, digits)',
      'to so many decimals, half away from zero',
      1,
      2,
      rounded((x, digits) => round(x, digits)),
    ),
    floor: fn(
      'floor(x, digits)',
      'down, to so many decimals',
      1,
      2,
      rounded((x, digits) => toward(x, digits, wholeBelow)),
    ),
    ceil: fn(
      'ceil(x, digits)',
      'up, to so many decimals',
      1,
      2,
      rounded((x, digits) => toward(x, digits, wholeAbove)),
    ),
    abs: fn('abs(x)', 'without its sign', 1, 1, (node, args, ctx) =>
      numeric(node, args, ctx, (type) => type, absolute),
    ),
    number: fn('number(x)', 'without its unit; also reads a text as a number', 1, 1, withUnit(number)),
    money: fn('money(x)', 'a plain number as money', 1, 1, withUnit({ kind: 'money' })),
    quantity: fn('quantity(x)', 'a plain number as a quantity', 1, 1, withUnit({ kind: 'quantity' })),
    percent: fn(
      'percent(x)',
      'a plain number as a percentage: percent(12) is 12 %',
      1,
      1,
      withUnit({ kind: 'percent' }),
    ),
    percentOf: fn(
      'percentOf(part, whole)',
      'how many percent of the whole the part is',
      2,
      2,
      buildPercentOf,
    ),
    date: fn('date("2026-01-31")', 'a day', 1, 1, buildDate),
    daysBetween: fn('daysBetween(from, to)', 'days from one day to another', 2, 2, buildDaysBetween),
    addDays: fn('addDays(day, n)', 'the day n days later', 2, 2, buildAddDays),
    contains: fn('text.contains("x")', 'whether a text has a part, or a list an entry', 2, 2, buildContains),
    startsWith: fn(
      'text.startsWith("x")',
      'whether a text begins so',
      2,
      2,
      textTest('startsWith', (a, b) => a.startsWith(b)),
    ),
    endsWith: fn(
      'text.endsWith("x")',
      'whether a text ends so',
      2,
      2,
      textTest('endsWith', (a, b) => a.endsWith(b)),
    ),
    lower: fn(
      'text.lower()',
      'in small letters',
      1,
      1,
      textChange((value) => value.toLowerCase()),
    ),
    upper: fn(
      'text.upper()',
      'in capital letters',
      1,
      1,
      textChange((value) => value.toUpperCase()),
    ),
  }),
)

type Builder = LanguageFunction['build']

function fn(call: string, does: string, least: number, most: number, build: Builder): LanguageFunction {
  return { call, does, least, most, build }
}

/** The parts all results of calls share. */
function made(node: CallNode, type: Type, args: Built[], run: (frame: Frame) => Value): Built {
  const cost = args.reduce((total, arg) => total + arg.cost, 1)
  return folded({ node, type, cost, label: print(node), computed: true, run }, ...args)
}

function wrong(ctx: Context, node: CallNode, arg: Built, needed: string): Built {
  if (arg.type.kind === 'broken') return arg
  return refuse(ctx, arg.node, 'types', `${node.name}() needs ${needed}, ${arg.label} is ${nameOf(arg.type)}`)
}

function numeric(
  node: CallNode,
  args: Built[],
  ctx: Context,
  typeOf: (type: Type) => Type,
  change: (x: Exact) => Exact | Unknown,
): Built {
  const arg = adapt(ctx, args[0] as Built, numeral)
  if (!isNumeric(arg.type)) return wrong(ctx, node, arg, 'a number')
  return made(node, typeOf(arg.type), [arg], (frame) => {
    const value = arg.run(frame)
    return isExact(value) ? change(value) : value
  })
}

/** Digits are written down, so that what rounding does is known before it runs. */
function rounded(change: (x: Exact, digits: number) => Exact): Builder {
  return (node, args, ctx) => {
    const [, digits] = args
    const places = digits ? digits.constant : zero
    const whole = isExact(places) && places.d === 1n && places.scale === 0 ? Number(places.n) : Number.NaN
    if (!(whole >= -12 && whole <= 12)) {
      return refuse(
        ctx,
        (digits ?? (args[0] as Built)).node,
        'arguments',
        `${node.name}() needs its digits written as −12 … 12`,
        `Write ${node.name}(x, 2)`,
      )
    }
    return numeric(
      node,
      args,
      ctx,
      (type) => type,
      (x) => change(x, whole),
    )
  }
}

function toward(x: Exact, digits: number, whole: (x: Exact) => bigint): Exact {
  const step = digits < 0 ? decimal(10n ** BigInt(-digits)) : decimal(1n, digits)
  return multiply(decimal(whole(divide(x, step))), step)
}

function withUnit(to: Type): Builder {
  return (node, args, ctx) => {
    const [arg] = args as [Built]
    if (to.kind === 'number' && arg.type.kind === 'text' && arg.constant === undefined) {
      return made(node, number, [arg], (frame) => {
        const value = arg.run(frame)
        if (typeof value !== 'string') return value
        return (
          strictDecimal(value) ??
          new Unknown('not-usable', `${arg.label} is "${value.slice(0, 60)}", not a number`)
        )
      })
    }
    const { kind } = arg.type
    const plainOrSame =
      to.kind === 'number' ||
      !isNumeric(arg.type) ||
      kind === 'number' ||
      kind === 'numeral' ||
      kind === to.kind
    if (!plainOrSame)
      return refuse(
        ctx,
        node,
        'types',
        `${arg.label} is ${nameOf(arg.type)} already`,
        `Write ${to.kind}(number(x))`,
      )
    return numeric(
      node,
      args,
      ctx,
      () => to,
      (x) => x,
    )
  }
}

function extreme(node: CallNode, args: Built[], ctx: Context, sign: 1 | -1): Built {
  const [only] = args
  if (args.length === 1 && only?.type.kind === 'list') {
    const list = numbersOf(node, only, ctx)
    if (list.type.kind !== 'list') return list
    const empty = new Unknown('empty-list', `${print(node)} has no value: the list is empty`)
    return made(
      node,
      list.type.of,
      [list],
      (frame) => fold(list.run(frame), undefined, (a, b) => (compare(a, b) === sign ? a : b)) ?? empty,
    )
  }
  let type: Type | undefined = numeral
  const values = args.map((arg) => adapt(ctx, arg, numeral))
  for (const value of values) {
    if (!isNumeric(value.type)) return wrong(ctx, node, value, 'numbers')
    const before: Type = type
    type = join(type, value.type)
    if (!type)
      return refuse(
        ctx,
        value.node,
        'types',
        `${node.name}() needs numbers of one kind, not ${nameOf(before)} and ${nameOf(value.type)}`,
      )
  }
  return made(node, type, values, (frame) => {
    let best: Exact | undefined
    for (const value of values) {
      const next = value.run(frame)
      if (!isExact(next)) return next
      best = best && compare(best, next) === sign ? best : next
    }
    return best ?? zero
  })
}

function buildSum(node: CallNode, args: Built[], ctx: Context): Built {
  const list = numbersOf(node, args[0] as Built, ctx)
  if (list.type.kind !== 'list') return list
  const label = print(node)
  const total = (a: Exact, b: Exact) => checked(add(a, b), label)
  return made(node, list.type.of, [list], (frame) => fold(list.run(frame), zero, total) ?? zero)
}

/** A list of numbers; of an open list the entries are taken as numbers when they are read. */
function numbersOf(node: CallNode, arg: Built, ctx: Context): Built {
  const list = adapt(ctx, arg, { kind: 'list', of: { kind: 'open' }, max: 1_000, entry: 'entry' })
  const { type } = list
  if (type.kind !== 'list') return broken(wrong(ctx, node, arg, 'a list of numbers'))
  if (type.of.kind === 'open') return { ...list, type: { ...type, of: numeral } }
  return isNumeric(type.of) ? list : broken(wrong(ctx, node, arg, 'a list of numbers'))
}

function broken(built: Built): Built {
  return { ...built, type: { kind: 'broken' } }
}

function fold(
  list: Value,
  start: Exact | undefined,
  step: (a: Exact, b: Exact) => Exact | Unknown,
): Exact | Unknown | undefined {
  if (!(list instanceof Items)) return list as Unknown
  let total: Exact | undefined = start
  for (const [index, item] of list.values.entries()) {
    const value = typeof item === 'string' ? strictDecimal(item) : item
    if (value instanceof Unknown)
      return new Unknown(value.code, `Entry ${list.placeOf(index) + 1}: ${value.sentence}`)
    if (!isExact(value)) return new Unknown('not-usable', `Entry ${list.placeOf(index) + 1} is no number`)
    const next: Exact | Unknown = total ? step(total, value) : value
    if (next instanceof Unknown) return next
    total = next
  }
  return total
}

function buildSize(node: CallNode, args: Built[], ctx: Context): Built {
  const [arg] = args as [Built]
  const { kind } = arg.type
  if (kind !== 'list' && kind !== 'text' && kind !== 'open') return wrong(ctx, node, arg, 'a list or a text')
  return made(node, { kind: 'quantity' }, [arg], (frame) => {
    const value = arg.run(frame)
    if (value instanceof Items) return decimal(BigInt(value.values.length))
    if (typeof value === 'string') return decimal(BigInt([...value].length))
    return value instanceof Unknown ? value : new Unknown('not-usable', `${arg.label} has no size`)
  })
}

function buildPercentOf(node: CallNode, args: Built[], ctx: Context): Built {
  const [first, second] = args as [Built, Built]
  const part = adapt(ctx, first, numeral)
  const whole = adapt(ctx, second, numeral)
  const type = join(part.type, whole.type)
  if (!type || !isNumeric(type)) {
    if (type?.kind === 'broken') return { ...part, type }
    return refuse(
      ctx,
      node,
      'types',
      `percentOf() needs two numbers of one kind, not ${nameOf(part.type)} and ${nameOf(whole.type)}`,
    )
  }
  const label = print(node)
  const none = new Unknown('division-by-zero', `${label} cannot be computed: division by zero`)
  return made(node, { kind: 'percent' }, [part, whole], (frame) => {
    const a = part.run(frame)
    const b = whole.run(frame)
    if (!isExact(a)) return a
    if (!isExact(b)) return b
    return isZero(b) ? none : checked(divide(multiply(a, hundred), b), label)
  })
}

function buildDate(node: CallNode, args: Built[], ctx: Context): Built {
  const [arg] = args as [Built]
  const day = adapt(ctx, arg, date)
  if (day.type.kind !== 'date') return wrong(ctx, node, day, 'a day such as "2026-01-31"')
  return { ...day, node }
}

function buildDaysBetween(node: CallNode, args: Built[], ctx: Context): Built {
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

function buildAddDays(node: CallNode, args: Built[], ctx: Context): Built {
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

function buildContains(node: CallNode, args: Built[], ctx: Context): Built {
  const [whole, part] = args as [Built, Built]
  if (whole.type.kind === 'list') return buildMember(node, 'contains', part, whole, ctx)
  if (whole.type.kind !== 'open') return textTest('contains', (a, b) => a.includes(b))(node, args, ctx)
  const list = buildMember(node, 'contains', part, whole, ctx)
  if (part.type.kind !== 'text' && part.type.kind !== 'open') return list
  const inText = textTest('contains', (a, b) => a.includes(b))(node, args, ctx)
  // Which of the two it is shows only when the value is there.
  const which = (frame: Frame) => (whole.run(frame) instanceof Items ? list : inText)
  return {
    ...inText,
    cost: list.cost + inText.cost,
    run: (frame) => which(frame).run(frame),
    why: (frame) => (which(frame).why ?? neverAsked)(frame),
  }
}

function neverAsked(): never {
  throw new TypeError('Membership and text tests always have reasons')
}

function textTest(
  operator: 'contains' | 'startsWith' | 'endsWith',
  test: (a: string, b: string) => boolean,
): Builder {
  return (node, args, ctx) => {
    const texts = args.map((arg) => adapt(ctx, arg, text))
    const other = texts.find(({ type }) => type.kind !== 'text')
    if (other) return wrong(ctx, node, other, 'texts')
    const [whole, part] = texts as [Built, Built]
    return decided(ctx, node, operator, whole, part, (a, b) => test(a as string, b as string))
  }
}

function textChange(change: (value: string) => string): Builder {
  return (node, args, ctx) => {
    const arg = adapt(ctx, args[0] as Built, text)
    if (arg.type.kind !== 'text') return wrong(ctx, node, arg, 'a text')
    return made(node, text, [arg], (frame) => {
      const value = arg.run(frame)
      return typeof value === 'string' ? change(value) : value
    })
  }
}
