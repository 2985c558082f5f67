/**
 * Every bound that is promised, in one table: schemas and the server enforce from it, and docs/guide/limits.md is written
 * from it.
 */
type Limit = {
  readonly what: string
  readonly most: number
  readonly unit?: 'characters' | 'bytes' | 'minutes'
}
type Group = Readonly<Record<string, Limit>>

const KiB = 1024
const MiB = 1024 * KiB
const characters = 'characters'
const bytes = 'bytes'

export const limits = {
  values: {
    code: { what: 'a code', most: 64, unit: characters },
    label: { what: 'a name or another line of text', most: 200, unit: characters },
    prose: { what: 'a description, note or another longer text', most: 10_000, unit: characters },
    digitsBefore: { what: 'digits before the point of an amount', most: 28 },
    digitsAfter: { what: 'digits after the point of an amount', most: 12 },
    priority: { what: 'a priority, and as far below zero; lower runs first', most: 1_000_000 },
    link: { what: 'the address of a page or picture', most: 2000, unit: characters },
  },
  requests: {
    page: { what: 'items on one page of a list', most: 200 },
    cursor: { what: 'a cursor', most: 500, unit: characters },
    search: { what: 'words to search for', most: 200, unit: characters },
    body: { what: 'the body of a request, where nothing else is said', most: MiB, unit: bytes },
    quoteBody: { what: 'the body of a new quote or of commands', most: 20 * MiB, unit: bytes },
    depth: { what: 'levels of objects and lists in the body of a request', most: 200 },
    textBody: { what: 'reference data as texts, in one request', most: 16 * MiB, unit: bytes },
    commands: { what: 'commands on a quote in one request', most: 10_000 },
  },
  catalog: {
    attributeLevels: { what: 'levels of attributes of a product or plan', most: 4 },
    attributeKeys: { what: 'names in attributes', most: 200 },
    attributeBytes: { what: 'attributes as JSON', most: 32 * KiB, unit: bytes },
    categories: { what: 'categories of a product', most: 20 },
    images: { what: 'pictures of a product', most: 20 },
    components: {
      what: 'components of a bundle, which may be bundles themselves, without a circle',
      most: 200,
    },
    newPlans: { what: 'plans of a new product in one request', most: 50 },
    newPrices: { what: 'prices of each of these', most: 100 },
  },
  pricing: {
    tiers: { what: 'tiers of a price, rule or discount', most: 100 },
    targets: { what: 'products or plans a rule or discount names', most: 1000 },
    targetGroups: { what: 'categories or segments a rule or discount names', most: 200 },
    conditions: { what: 'conditions in one group', most: 100 },
    expression: { what: 'a formula or condition as text', most: 10_000, unit: characters },
  },
  quotes: {
    lines: { what: 'lines of a quote', most: 10_000 },
    discountCodes: { what: 'discount codes on a new quote', most: 20 },
    decisions: { what: 'choices on a configured line', most: 2000 },
  },
  exchange: {
    fileBytes: { what: 'a file handed in for an import', most: 64 * MiB, unit: bytes },
    unpackedBytes: { what: 'such a file, unpacked', most: 256 * MiB, unit: bytes },
    rows: { what: 'rows of a table', most: 1_000_000 },
    columns: { what: 'columns of a table', most: 500 },
    things: { what: 'things in one request into a change set', most: 1000 },
  },
  signIn: {
    password: { what: 'a password', most: 256, unit: characters },
    wrongOfPair: { what: 'wrong passwords for one name from one address until it is locked', most: 5 },
    lockOfPair: { what: 'such a lock; it doubles with each further one', most: 60, unit: 'minutes' },
    wrongOfAddress: { what: 'wrong passwords from one address until it is locked', most: 50 },
    lockOfAddress: { what: 'such a lock', most: 15, unit: 'minutes' },
    resetsOfPerson: { what: 'links for a new password for one person, an hour', most: 3 },
    resetsOfAddress: { what: 'links for a new password from one address, an hour', most: 20 },
    linkTries: { what: 'tries with links of mails from one address, an hour', most: 60 },
    clientTries: { what: 'wrong secrets of OAuth clients from one address, an hour', most: 60 },
    factorTries: { what: 'wrong second factors of one person, an hour', most: 20 },
    emailWishes: { what: 'wishes for another mail address by one person, an hour', most: 5 },
  },
} as const satisfies Record<string, Group>

export type LimitGroup = keyof typeof limits

/** The bound itself: `most('quotes', 'lines')`. */
export function most<Name extends LimitGroup>(group: Name, name: keyof (typeof limits)[Name]): number {
  return (limits[group] as Group)[name as string]?.most ?? 0
}

const titles: Record<LimitGroup, string> = {
  values: 'Values',
  requests: 'Requests',
  catalog: 'Catalog',
  pricing: 'Pricing',
  quotes: 'Quotes',
  exchange: 'Import and change sets',
  signIn: 'Sign-in',
}

/** The page of the documentation. */
export function limitsText(): string {
  const groups = Object.entries(limits as Record<LimitGroup, Group>)
  return [
    '# Limits',
    '',
    'What is beyond a bound is refused with its place and what would be right. Written from `contract/limits.ts`, which schemas and',
    'server enforce from.',
    '',
    ...groups.flatMap(([group, rows]) => [
      `## ${titles[group as LimitGroup]}`,
      '',
      '| what | at most |',
      '|---|---|',
      ...Object.values(rows).map((limit) => `| ${limit.what} | ${inWords(limit)} |`),
      '',
    ]),
  ].join('\n')
}

function inWords({ most: value, unit }: Limit): string {
  if (unit === 'bytes') return value >= MiB ? `${value / MiB} MiB` : `${value / KiB} KiB`
  const number = value.toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return unit ? `${number} ${unit}` : number
}
