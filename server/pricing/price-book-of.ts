import type { PriceBook } from '../../contract/prices.ts'
import type { Queries } from '../platform/index.ts'
import type { Snapshot } from '../revisions/index.ts'

type Buyer = { priceBook?: string | undefined; segments: readonly string[] }

/** The book a customer buys from: their own, else the first by code that is one of their segments’ in this currency. */
export async function priceBookOf(
  db: Queries,
  snapshot: Snapshot,
  { priceBook, segments }: Buyer,
  currency: string,
  at: Date,
): Promise<string | undefined> {
  if (priceBook !== undefined || segments.length === 0) return priceBook
  const books = (await snapshot.all(db, 'price-books')) as unknown as PriceBook[]
  return books.find(
    (book) =>
      book.currency === currency &&
      holds(book, at.getTime()) &&
      book.segments?.some((segment) => segments.includes(segment)),
  )?.code
}

function holds({ effectiveFrom, effectiveTo }: PriceBook, at: number): boolean {
  return (!effectiveFrom || Date.parse(effectiveFrom) <= at) && (!effectiveTo || at < Date.parse(effectiveTo))
}
