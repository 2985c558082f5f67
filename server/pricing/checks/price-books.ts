import type { PriceBook } from '../../../contract/prices.ts'
import type { Issue } from '../../../contract/problem.ts'
import { type Checked, heldAt, issueAt, kindTable } from '../../revisions/index.ts'

const named = 5

/** Price books that go round in a circle, and products in use that a book's currency has no price for. */
export async function priceBooks(checked: Checked): Promise<Issue[]> {
  if (!checked.touches('price-books', 'prices', 'plans', 'products')) return []
  const books = (await checked.all('price-books')) as unknown as PriceBook[]
  const changed = new Set(checked.kept.filter(({ kind }) => kind === 'price-books').map(({ code }) => code))
  const issues: Issue[] = []
  for (const book of books) {
    const chain = chainOf(books, book)
    if (changed.has(book.code) && chain.circular) {
      const message = `the price book ${book.code} falls back to itself: ${[...chain.codes, book.code].join(' → ')}`
      issues.push(issueAt({ kind: 'price-books', code: book.code }, ['fallback'], 'circular', message))
    }
    issues.push(...(await uncovered(checked, book, chain.codes, changed.has(book.code))))
  }
  return issues
}

function chainOf(books: readonly PriceBook[], first: PriceBook): { codes: string[]; circular: boolean } {
  const codes: string[] = []
  let book: PriceBook | undefined = first
  while (book && !codes.includes(book.code)) {
    codes.push(book.code)
    const next: string | undefined = book.fallback
    book = books.find((each) => each.code === next)
  }
  return { codes, circular: book?.code === first.code }
}

/**
 * Plans of sold products without a price in the book's currency, neither in the book, nor where it falls back to, nor in
 * the list. Of a new or changed book all plans are looked at, else those the drafts touch.
 */
async function uncovered(
  { db, revision, drafts }: Checked,
  book: PriceBook,
  chain: readonly string[],
  whole: boolean,
): Promise<Issue[]> {
  const prices = drafts.filter((draft) => draft.kind === 'prices')
  const plans = drafts.filter((draft) => draft.kind === 'plans')
  const products = drafts.filter((draft) => draft.kind === 'products')
  const touched = [
    ...prices.map((draft) => String(draft.body.plan)),
    ...plans.filter((draft) => !draft.removed).map((draft) => draft.code),
  ]
  if (!whole && touched.length === 0) return []
  const codes = (rows: readonly { code: string }[]) => rows.map((row) => row.code)
  const priced = prices
    .filter(({ removed, body }) => !removed && body.currency === book.currency)
    .filter(({ body }) => body.priceBook === undefined || chain.includes(String(body.priceBook)))
    .map(({ body }) => String(body.plan))
  const added = plans
    .filter(({ removed, body }) => !removed && body.active !== false)
    .map(({ code, body }) => ({ code, product: String(body.product) }))
  const lifecycles = Object.fromEntries(
    products.filter((draft) => !draft.removed).map(({ code, body }) => [code, body.lifecycle]),
  )
  const rows = await db.query<{ code: string; total: string }>(
    `with sold as (
       select p.code, p.body ->> 'product' as product from ${kindTable('plans')} p
       where ${heldAt('$1', 'p')} and coalesce((p.body ->> 'active')::boolean, true) and not (p.code = any($2::text[]))
       union all
       select a.code, a.product from jsonb_to_recordset($3::jsonb) as a(code text, product text)
     )
     select s.code, count(*) over () as total from sold s
     where ($4::boolean or s.code = any($5::text[])) and not (s.code = any($6::text[]))
       and coalesce($7::jsonb ->> s.product, (
         select q.body ->> 'lifecycle' from ${kindTable('products')} q where q.code = s.product and ${heldAt('$1', 'q')}
       )) = 'active'
       and not exists (
         select 1 from ${kindTable('prices')} r
         where r.body ->> 'plan' = s.code and ${heldAt('$1', 'r')} and not (r.code = any($8::text[]))
           and r.body ->> 'currency' = $9 and (r.body ->> 'priceBook' is null or r.body ->> 'priceBook' = any($10::text[])))
     order by s.code limit ${named}`,
    [
      revision,
      codes(plans),
      JSON.stringify(added),
      whole,
      touched,
      priced,
      JSON.stringify(lifecycles),
      codes(prices),
      book.currency,
      [...chain],
    ],
  )
  if (rows.length === 0) return []
  const total = Number(rows[0]?.total)
  const list = codes(rows).join(', ') + (total > rows.length ? ` and ${total - rows.length} more` : '')
  const message = `the price book ${book.code} has no price in ${book.currency} for ${list}`
  return [
    {
      ...issueAt({ kind: 'price-books', code: book.code }, [], 'not-covered', message, 'warning'),
      suggestion:
        'They are converted by the rate of the day where one is known, else they cannot be quoted there.',
    },
  ]
}
