import type pg from 'pg'

// Ten of each, and their products with one another: names as a distributor of computers has them.
const makers = [
  'Arcton',
  'Belmont',
  'Corvus',
  'Delphi',
  'Everline',
  'Fjord',
  'Granit',
  'Helios',
  'Indigo',
  'Juniper',
]
const grades = [
  'Basic',
  'Classic',
  'Compact',
  'Elite',
  'Industrial',
  'Mobile',
  'Office',
  'Prime',
  'Studio',
  'Ultra',
]
const things = [
  'Notebook',
  'Workstation',
  'Monitor',
  'Keyboard',
  'Printer',
  'Router',
  'Scanner',
  'Server',
  'Switch',
  'Webcam',
]
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'SEK']

export type Size = { products: number; pricesPerProduct: number }

/**
 * Fills an empty database with a catalog of any size: products with a plan each, and prices in five currencies in as
 * many price books as it takes. Made by the database itself, indexes last: it is for trying out size, not for sale.
 */
export async function generateCatalog(
  client: pg.ClientBase,
  size: Size,
  say: (line: string) => void,
): Promise<void> {
  const books = Math.ceil(size.pricesPerProduct / currencies.length)
  await client.query(`set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'`)
  const revision = await nextRevision(client)
  const into = (table: string) =>
    `insert into ${table} (code, body, revision_from, change_set_id, changed_by, changed_at)`
  const rest = `${revision}, 'chs_generated${revision}', 'system', now()`
  await client.query(
    `insert into change_sets (id, title, status, base, revision, owner_id, created_at, published_at, published_by)
     values ($1, 'Generated catalog', 'published', $2, $3, 'system', now(), now(), 'system')`,
    [`chs_generated${revision}`, revision - 1, revision],
  )
  await client.query(
    `insert into revisions (revision, change_set_id, title, published_at, published_by)
     values ($1, $2, 'Generated catalog', now(), 'system')`,
    [revision, `chs_generated${revision}`],
  )
  await client.query(
    `${into('categories')} select 'GEN-' || upper(t), jsonb_build_object('code', 'GEN-' || upper(t), 'name', t), ${rest}
     from unnest($1::text[]) as t`,
    [things],
  )
  await client.query(
    `${into('price_books')} select 'GEN-B' || n, jsonb_build_object('code', 'GEN-B' || n, 'name', 'Book ' || n,
       'currency', 'EUR'), ${rest} from generate_series(1, $1) as n`,
    [books],
  )
  await withoutIndexes(client, ['products', 'plans', 'prices'], say, async () => {
    await client.query('alter table products disable trigger user')
    say(`${size.products} products`)
    await client.query(
      `${into('products')} select 'GEN-' || n, jsonb_build_object(
         'code', 'GEN-' || n,
         'name', ($2::text[])[1 + n % 10] || ' ' || ($4::text[])[1 + n / 100 % 10] || ' ' || ($3::text[])[1 + n / 10 % 10]
           || ' ' || n / 1000,
         'categories', jsonb_build_array('GEN-' || upper(($4::text[])[1 + n / 100 % 10])), 'images', '[]'::jsonb,
         'attributes', jsonb_build_object('maker', ($2::text[])[1 + n % 10], 'weight', n % 5000, 'batch', 'B' || n / 200),
         'lifecycle', case when n % 50 = 0 then 'deprecated' else 'active' end), ${rest}
       from generate_series(1, $1::int) as n`,
      [size.products, makers, grades, things],
    )
    await client.query('alter table products enable trigger user')
    await client.query(
      `insert into product_words select lower(word) from unnest($1::text[]) as word on conflict do nothing`,
      [[...makers, ...grades, ...things]],
    )
    await client.query(
      `${into('plans')} select 'GEN-' || n || '.BUY', jsonb_build_object('code', 'GEN-' || n || '.BUY',
         'product', 'GEN-' || n, 'name', 'Purchase', 'active', true, 'attributes', '{}'::jsonb), ${rest}
       from generate_series(1, $1::int) as n`,
      [size.products],
    )
    say(`${size.products * size.pricesPerProduct} prices`)
    await client.query(
      `${into('prices')} select 'GEN-' || n || '.' || k, jsonb_strip_nulls(jsonb_build_object(
         'code', 'GEN-' || n || '.' || k, 'plan', 'GEN-' || n || '.BUY', 'currency', ($3::text[])[1 + k % 5],
         'priceBook', case when k >= 5 then 'GEN-B' || (1 + k / 5) end, 'type', 'ONE_TIME', 'model', 'PER_UNIT',
         'unitAmount', (5 + (n * 37 + k * 11) % 200000 / 100.0)::numeric(12, 2)::text)), ${rest}
       from generate_series(1, $1::int) as n, generate_series(0, $2::int - 1) as k`,
      [size.products, size.pricesPerProduct, currencies],
    )
  })
  say('Statistics')
  await client.query('vacuum (analyze) products, plans, prices, product_words')
}

async function nextRevision(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ next: number }>(
    'select coalesce(max(revision), 0) + 1 as next from revisions',
  )
  return rows[0]?.next ?? 1
}

/** Indexes are made once at the end instead of row by row; ten times faster. */
async function withoutIndexes(
  client: pg.ClientBase,
  tables: string[],
  say: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid::regclass::text = any($1::text[]) and not i.indisprimary`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  for (const { name, definition } of rows) {
    say(`Index ${name}`)
    await client.query(definition)
  }
}
