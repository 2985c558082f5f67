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
    tiny: { what: 'a postal code, a region, the code of an authenticator app', most: 20, unit: characters },
    unit: { what: 'a unit', most: 30, unit: characters },
    id: { what: 'an id, a tax id, a code for signing in', most: 40, unit: characters },
    method: { what: 'a way of shipping, the layer of a tax', most: 50, unit: characters },
    code: { what: 'a code, the name of an attribute', most: 64, unit: characters },
    short: {
      what: 'who signs or asks, payment terms, an opportunity, the name of a sheet or field, people to look for',
      most: 100,
      unit: characters,
    },
    label: { what: 'a name or another line of text', most: 200, unit: characters },
    email: { what: 'a mail address', most: 254, unit: characters },
    hint: { what: 'the help to an answer of a guide, the sender of mail', most: 300, unit: characters },
    variable: { what: 'the name of something to choose in a configuration', most: 400, unit: characters },
    sentence: {
      what: 'a reason or description in a sentence, addresses and names of identity providers',
      most: 500,
      unit: characters,
    },
    choice: {
      what: 'a value typed while configuring, the secret of an identity provider',
      most: 1000,
      unit: characters,
    },
    chosen: { what: 'a value typed on a configured line', most: 2000, unit: characters },
    message: { what: 'a message to or from the customer', most: 4000, unit: characters },
    prose: { what: 'a description, note or another longer text', most: 10_000, unit: characters },
    digitsBefore: { what: 'digits before the point of an amount', most: 28 },
    digitsAfter: { what: 'digits after the point of an amount', most: 12 },
    priority: { what: 'a priority, and as far below zero; lower runs first', most: 1_000_000 },
    link: { what: 'the address of a page or picture', most: 2000, unit: characters },
    logo: { what: 'the logo as a data URL, which is a picture of 150 kB', most: 200_000, unit: characters },
  },
  lists: {
    few: {
      what: 'roles of a person, approvers of a step, steps of a policy side by side, recipients of a quote',
      most: 20,
    },
    answers: { what: 'answers to a question of a guide', most: 30 },
    steps: { what: 'blocks of a document template, periods of a ramp', most: 40 },
    some: {
      what: 'addresses or segments of a customer, questions of a guide, products of a saved configuration, roles that need a second factor',
      most: 50,
    },
    hundred: {
      what: 'variants of a product, choices of an offer in a guide, scopes of a program, role mappings of an identity provider, rules to try',
      most: 100,
    },
    many: { what: 'contacts of a customer, offers of a guide', most: 200 },
    together: {
      what: 'lines of several quotes, or subscriptions of a contract, changed in one request',
      most: 1000,
    },
  },
  requests: {
    page: { what: 'items on one page of a list', most: 200 },
    cursor: { what: 'a cursor', most: 500, unit: characters },
    search: { what: 'words to search for', most: 200, unit: characters },
    filter: { what: 'what a list is narrowed to, such as states', most: 200, unit: characters },
    attributes: { what: 'attributes a list of products is narrowed to', most: 10 },
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
    shortExpression: {
      what: 'such a condition in a guide or a document template',
      most: 2000,
      unit: characters,
    },
  },
  quotes: {
    lines: { what: 'lines of a quote', most: 10_000 },
    discountCodes: { what: 'discount codes on a new quote', most: 20 },
    decisions: { what: 'choices on a configured line', most: 2000 },
    strokes: { what: 'strokes of a signature drawn by hand', most: 100 },
    strokePoints: { what: 'points of a stroke', most: 1000 },
    signaturePoints: { what: 'points of the whole signature', most: 4000 },
    questions: { what: 'questions of the customer with one link, an hour', most: 20 },
    pageOfAddress: { what: 'requests to customers’ pages from one address, a minute', most: 240 },
    pageOfLink: { what: 'requests to a customer’s page with one link, a minute', most: 120 },
  },
  exchange: {
    fileBytes: { what: 'a file handed in for an import', most: 64 * MiB, unit: bytes },
    unpackedBytes: { what: 'such a file, unpacked', most: 256 * MiB, unit: bytes },
    rows: { what: 'rows of a table', most: 1_000_000 },
    columns: { what: 'columns of a table', most: 500 },
    things: { what: 'things in one request into a change set', most: 1000 },
    texts: { what: 'things in one request to compare as texts', most: 500 },
    textPage: { what: 'things on one page of reference data as texts', most: 1000 },
    kept: { what: 'decisions whose change is kept when a change set meets another', most: 10_000 },
    stockAsked: { what: 'products whose stock is asked for in one request', most: 2000 },
    stockSaid: { what: 'products whose stock is said in one request', most: 5000 },
  },
  signIn: {
    password: { what: 'a password', most: 256, unit: characters },
    certificate: { what: 'a certificate of an identity provider', most: 10_000, unit: characters },
    certificates: { what: 'certificates of an identity provider at a time', most: 5 },
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
  lists: 'Lists',
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
    'server enforce from. A length that is part of a format is not listed: two letters of a country, three of a currency, 64 digits of a',
    'hash, the tag of a language, the name of a host. Nor is the range of a number, such as the days of a setting: its field says it.',
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
