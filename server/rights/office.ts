import type { Quote } from '../../contract/quotes.ts'
import type { Role } from '../../contract/roles.ts'
import { roles } from '../../contract/roles.ts'
import { type Figure, figureRights } from '../../contract/sight.ts'
import { createTeam, findUserByName, grantsOf } from '../identity/index.ts'
import { signInAs, type TestPerson, tokenFor } from '../identity/testing.ts'
import { systemContext } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { publishChangeSet, putChanges, rowsAmong, startChangeSet } from '../revisions/index.ts'

/** How whoever owns a thing stands to whoever asks for it. */
export const relations = ['own', 'team', 'unit', 'foreign'] as const
export type Relation = (typeof relations)[number]

/** Things of each kind that have an owner, by the first word of their path. */
export type Things = Readonly<Record<string, string>>

export type Office = {
  server: TestServer
  /** One person for each role, all in one team. */
  people: ReadonlyMap<Role, TestPerson>
  things: Things
  /** Gives everything to whoever stands so to this person. */
  give(relation: Relation, to: TestPerson): Promise<void>
}

/** The demo company with a quote, an order … and somebody of every role. */
export async function openOffice(): Promise<Office> {
  const server = await startTestServer({ demo: true })
  const { app } = server
  const ctx = systemContext(app)
  const teams = await ctx.transaction(async (tx) => ({
    own: await createTeam(tx, { name: 'Ours', unit: 'North' }),
    unit: await createTeam(tx, { name: 'Next door', unit: 'North' }),
    foreign: await createTeam(tx, { name: 'Elsewhere', unit: 'South' }),
  }))
  const people = new Map<Role, TestPerson>()
  for (const role of roles) people.set(role, await signInAs(app, role, { teamId: teams.own.id }))
  const owners = {
    team: await signInAs(app, 'sales-rep', { teamId: teams.own.id }),
    unit: await signInAs(app, 'sales-rep', { teamId: teams.unit.id }),
    foreign: await signInAs(app, 'sales-rep', { teamId: teams.foreign.id }),
  }
  await hideFigures(server)
  const things = await makeThings(server)
  return {
    server,
    people,
    things,
    async give(relation, to) {
      const owner = relation === 'own' ? to.user.id : owners[relation].user.id
      for (const table of ['quotes', 'orders', 'contracts', 'configurations', 'customers'])
        await app.database.query(`update ${table} set owner_id = $1 where id = $2`, [owner, things[table]])
    },
  }
}

/** What monitors cost us; figures that stand nowhere else. */
const secrets = { cost: '211.97', floor: '222.89', target: '233.83' }

/** What gives each figure away: of one monitor, of the two on the quote, of what is left over. */
export async function secretsOf({ server, things, people }: Office): Promise<Record<Figure, string[]>> {
  const { body } = await server.call<Quote>('GET', `/quotes/${things.quotes}`, {
    headers: people.get('system-admin')?.headers ?? {},
  })
  const { cost, margin } = body.totals
  if (cost === undefined || margin === undefined) throw new Error('the quote of the office has no margin')
  return { cost: [secrets.cost, cost], margin: [margin], floor: [secrets.floor, secrets.target] }
}

/** Somebody in the office who sees of the three figures only this one, and all else that a sales manager sees. */
export async function seesOnly(office: Office, figure: Figure): Promise<TestPerson> {
  const { app, call } = office.server
  const others = Object.values(figureRights).filter((right) => right !== figureRights[figure])
  const grants = {
    ...Object.fromEntries(grantsOf(['sales-manager'])),
    'quotes.read': 'all',
    'approvals.manage': 'all',
    'prices.write': 'all',
  }
  for (const right of others) delete (grants as Record<string, unknown>)[right]
  const code = `only-${figure}`
  const made = await call('POST', '/roles', {
    headers: office.people.get('system-admin')?.headers ?? {},
    body: { code, name: `Only the ${figure}`, grants },
  })
  if (made.status !== 201) throw new Error(made.text)
  return signInAs(app, code as Role) // one of the company's own
}

async function hideFigures({ app }: TestServer): Promise<void> {
  const ctx = systemContext(app)
  const set = await startChangeSet(ctx, 'What monitors cost us')
  const codes = await ctx.db.query<{ code: string; revision: number }>(
    `select code, (select max(revision) from revisions) as revision from prices
     where body ->> 'plan' like 'MON-27%' and revision_from is not null and revision_to is null`,
  )
  const { cost, floor, target } = secrets
  const rows = await rowsAmong(
    ctx.db,
    'prices',
    codes[0]?.revision ?? 0,
    codes.map(({ code }) => code),
  )
  await putChanges(
    ctx,
    set.id,
    rows.map(({ revision: _, code, ...body }) => ({
      kind: 'prices',
      code,
      body: { ...body, cost, floor, target },
    })),
  )
  await publishChangeSet(ctx, set.id)
}

async function makeThings({ app, call }: TestServer): Promise<Things> {
  const anna = await findUserByName(app.database, 'anna')
  if (!anna) throw new Error('the demo company has no Anna')
  const headers = await tokenFor(app, anna)
  const post = async (path: string, body: object) => {
    const answer = await call<{ id: string }>('POST', path, { headers, body })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`)
    return answer.body.id
  }
  const first = async (text: string) => (await app.database.query<{ id: string }>(text))[0]?.id ?? ''
  const order = await first('select id from orders order by id limit 1')
  return {
    quotes: await post('/quotes', { lines: [{ product: 'MON-27', quantity: '2' }] }),
    customers: await post('/customers', { company: 'Rights and Sons' }),
    configurations: await post('/configurations', {
      products: [{ product: await configurable(app.database) }],
    }),
    orders: order,
    contracts: await first('select id from contracts order by id limit 1'),
    subscription: await first('select id from subscriptions order by contract_id, id limit 1'),
    users: anna.id,
    otherCustomer: await post('/customers', { company: 'Wrongs and Daughters' }),
  }
}

async function configurable(db: { query<Row>(text: string): Promise<Row[]> }): Promise<string> {
  const [row] = await db.query<{ code: string }>(
    `select code from products where body ? 'model' and revision_from is not null and revision_to is null order by code limit 1`,
  )
  return row?.code ?? ''
}
