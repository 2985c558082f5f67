import { decimal, type Exact, parseExact, powerOfTen } from '../money/index.ts'
import { maxDigits, maxNumberLength } from './limits.ts'

const strict = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** A text that is plainly a number: "16", "-0.5"; not "007", "1e3" or "+5", which may be codes. */
export function strictDecimal(text: string): Exact | undefined {
  return text.length <= maxNumberLength && strict.test(text) ? parseExact(text) : undefined
}

/** A number among the facts: a decimal string, an exact "n/d", a whole JSON number, or an exact number itself. */
export function readNumber(raw: unknown): Exact | undefined {
  if (typeof raw === 'string') return raw.length <= maxNumberLength ? parseExact(raw) : undefined
  if (typeof raw === 'number') {
    return Number.isSafeInteger(raw) ? decimal(BigInt(raw)) : fewDigits(String(raw))
  }
  return isExact(raw) ? raw : undefined
}

/** What calculating before handed on: `Exact` of the money engine. */
export function isExact(value: unknown): value is Exact {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Exact).n === 'bigint' &&
    typeof (value as Exact).d === 'bigint'
  )
}

const bound = powerOfTen(maxDigits)

/** Whether a result is small enough to go on with. */
export function fits({ n, scale, d }: Exact): boolean {
  return n < bound && n > -bound && d < bound && scale < maxDigits
}

/** A JSON number with decimals is what was written as long as it has few digits. */
function fewDigits(text: string): Exact | undefined {
  return text.replace(/[-.]/g, '').length <= 15 ? strictDecimal(text) : undefined
}
