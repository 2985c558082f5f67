import { absolute, wholeAbove, wholeBelow } from '../money/index.ts'
import type { Builder } from './calls.ts'
import { buildAddDays, buildDate, buildDaysBetween } from './day-functions.ts'
import { number } from './kinds.ts'
import { buildSize, buildSum, extreme } from './list-functions.ts'
import { buildPercentOf, nearestTo, numeric, rounded, toward, withUnit } from './number-functions.ts'
import { buildContains, textChange, textTest } from './text-functions.ts'

/** A function of the language: how it is called, what it does, how many arguments it takes, and how it is built. */
export type LanguageFunction = {
  call: string
  does: string
  least: number
  most: number
  build: Builder
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
    round: fn('round(x, digits)', 'to so many decimals, half away from zero', 1, 2, rounded(nearestTo)),
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

function fn(call: string, does: string, least: number, most: number, build: Builder): LanguageFunction {
  return { call, does, least, most, build }
}

/** For help pages and editors: how each function is called and what it does. */
export const functionList: readonly { name: string; call: string; does: string }[] = [...functions].map(
  ([name, { call, does }]) => ({ name, call, does }),
)
