import { z } from 'zod'
import { findCurrency } from '../engines/money/index.ts'
import { most } from './limits.ts'

const [before, after] = [most('values', 'digitsBefore'), most('values', 'digitsAfter')]
const digits = `\\d{1,${before}}(\\.\\d{1,${after}})?`
const digitsInWords = `at most ${before} digits before and ${after} after the point`

/** An exact decimal such as "12.50" or "-3": at most 28 digits before and 12 after the point; never a JSON number. */
export const decimal = z
  .string()
  .regex(new RegExp(`^-?${digits}$`), `must be a decimal such as "12.50", of ${digitsInWords}`)
  .meta({ id: 'Decimal', description: 'Exact decimal as a string', examples: ['12.50'] })
export type Decimal = z.infer<typeof decimal>

/** A decimal that is not negative. */
export const amount = z
  .string()
  .regex(
    new RegExp(`^${digits}$`),
    `must be a decimal that is not negative, such as "12.50", of ${digitsInWords}`,
  )
export const percentage = z
  .string()
  .regex(/^(100(\.0{1,12})?|\d{1,2}(\.\d{1,12})?)$/, 'must be a percentage from "0" to "100", such as "7.5"')
/** Quantity on a sold line: more than zero. The engine checks the decimals a product allows. */
export const quantity = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, {
    error: 'must be a quantity such as "3" or "2.5", below a trillion',
    abort: true,
  })
  .refine((value) => /[1-9]/.test(value), 'must be more than zero')

/** ISO 4217, stored in upper case, accepted in any case. */
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, { error: 'must be an ISO 4217 currency code such as "EUR"', abort: true })
  .refine((code) => findCurrency(code) !== undefined, 'is no currency of ISO 4217, such as "EUR"')
  .transform((code) => code.toUpperCase())
  .meta({ examples: ['EUR'] })

export const instant = z.iso.datetime({ offset: false }).meta({ description: 'Instant in UTC' })
export const day = z.iso.date().meta({ description: 'Calendar day' })

/** Stable code of a piece of reference data, such as "LAPTOP-PRO". */
export const code = z
  .string()
  .regex(
    new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,${most('values', 'code') - 1}}$`),
    `must be a code of letters, digits, ".", "_" and "-", at most ${most('values', 'code')}`,
  )

/** Without the marks that make what follows read backwards: they come along unseen when text is copied, or to deceive. */
const readable = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')

/** A line of text people see; trimmed, without control characters and without marks that turn the direction of text. */
export const label = z
  .string()
  .overwrite(readable)
  .trim()
  .min(1)
  .max(most('values', 'label'))
  .regex(/^\P{Cc}*$/u, 'must not contain control characters')
/** A longer text people write: line breaks and tabs allowed. */
export const prose = z
  .string()
  .overwrite(readable)
  .max(most('values', 'prose'))
  .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'must not contain control characters')

export type Id<Kind extends string> = `${Kind}_${string}`

/** Ids carry their kind: "quo_01j9…". */
export function id<Kind extends string>(kind: Kind) {
  return z.templateLiteral([`${kind}_`, z.string().regex(/^[0-9a-z]{6,32}$/)]).meta({
    description: `Id that begins with "${kind}_"`,
    examples: [`${kind}_06bqk3v5g1x8m2n4p7r9`],
  })
}

/** One page of a list; `next` is the cursor of the following one, absent on the last. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() })
}
export const paging = z.object({
  cursor: z.string().max(most('requests', 'cursor')).optional(),
  limit: z.coerce.number().int().min(1).max(most('requests', 'page')).default(50),
})
