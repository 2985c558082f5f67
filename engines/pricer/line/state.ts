import type { TaxSignature } from '../prepare/tax-choice.ts'
import type { Share } from '../quote/shown-line.ts'
import type { Trace } from '../trace.ts'
import type { PricedCharge, PricedLine, PriceIssue } from '../types.ts'
import type { OrderValue } from './discount-work.ts'
import type { LineBase } from './work.ts'

/** A line with its own discounts and charges: all it contributes to the quote. Never changed once made. */
export type LineState = {
  base: LineBase
  lineDiscount: bigint
  /** What is left after line discounts, as priced. */
  amount: bigint
  /** Cost of the whole line, where it is counted and its price knows one. */
  cost: bigint | undefined
  /** What quote discounts may still take: down to zero or the floor price. */
  room: bigint
  /** What its discounts knew of the quote: they are taken again from it when somebody asks for them one by one. */
  order: OrderValue
  charges: readonly LineCharge[]
  issues: PriceIssue[] | undefined
  reads: Set<string> | undefined
  /** Lines with the same key are summed together. */
  bucket: string
  /** What was shown for it, as long as its shares stay the same. */
  shown?: { share: Share; line: PricedLine }
}

/** A surcharge on one line, taxed by itself. */
export type LineCharge = {
  code: string
  name: string
  kind: PricedCharge['kind']
  amount: bigint
  signature: TaxSignature
  trace: Trace
}
