import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../contract/http.ts'
import { type Permission, type Reach, reaches } from '../../contract/permissions.ts'
import { type Role, roles } from '../../contract/roles.ts'
import { grantsOf } from '../identity/index.ts'
import { dryRun } from './dry-run.ts'
import { nameOf } from './matrix.ts'
import { type Office, openOffice, type Relation, relations } from './office.ts'
import { fieldsOf, sampleOf, takesAnything } from './sample.ts'

let office: Office
let endpoints: Endpoint[]
let endDryRun = () => {}
beforeAll(async () => {
  office = await openOffice()
  endpoints = office.server.app.endpoints.map(({ endpoint }) => endpoint)
  endDryRun = dryRun(office.server.app)
}, 600_000)
afterAll(async () => {
  endDryRun()
  await office.server.close()
})

const streams = (endpoint: Endpoint) => endpoint.produces === 'text/event-stream'
const queries: Record<string, string> = {
  'GET /quotes/:id/changes': '?since=0',
  'GET /quotes/:id/compare': '?from=1&to=1',
  'GET /quotes/:id/as-of': '?asOf=2027-01-01T12:00:00Z',
}
/** What an endpoint needs of the thing where that is another right than the one it asks for at the door. */
const rightOnThing: Partial<Record<string, Permission>> = {
  'POST /quotes/:id/try-rule': 'quotes.read',
  'POST /configurations/:id/clone': 'configurations.read',
  'POST /configurations/:id/quote': 'configurations.write',
}
/** Refused for what it is, after the right was looked at. */
const saysNoLater = ['POST /customers/:id/unmerge']

async function ask(endpoint: Endpoint, role: Role, id: string) {
  const known = {
    product: 'MON-27',
    currency: 'EUR',
    quantity: '1',
    customer: office.things.otherCustomer,
    subscription: office.things.subscription,
    email: 'somebody@example.com',
    value: '1',
  }
  const path = endpoint.path
    .replace(':id', id)
    .replace(':version', '1')
    .replace(':form', 'json')
    .replace(':proposal', `prp_${'0'.repeat(26)}`)
    .replace(/:\w+/g, 'none')
  const name = nameOf(endpoint)
  const sample = endpoint.body && endpoint.method !== 'GET' ? sampleOf(endpoint.body, known) : undefined
  const body =
    name === 'POST /quotes/:id/discounts' ? { type: 'PERCENTAGE', value: '1', reason: 'Tried' } : sample
  const answer = await office.server.call(endpoint.method, `${path}${queries[name] ?? ''}`, {
    headers: { ...office.people.get(role)?.headers, 'if-match': '"0"' },
    ...(body !== undefined && { body }),
  })
  return { ...answer, code: String((answer.body as { code?: string } | undefined)?.code ?? '') }
}

/** Endpoints about one thing that somebody owns. Who decides on a quote is said by its approval, not by its owner. */
const owned = () =>
  endpoints.filter(
    ({ path, permission }) =>
      /^\/(quotes|orders|contracts|configurations|customers)\/:id/.test(path) &&
      permission !== 'quotes.approve',
  )
const covers = (reach: Reach | undefined, relation: Relation) =>
  reach !== undefined &&
  reaches.indexOf(reach) >= (relation === 'foreign' ? reaches.indexOf('all') : reaches.indexOf(relation))

describe('somebody’s own thing, a colleague’s and a stranger’s', () => {
  for (const relation of relations)
    test(`${relation}: every role reaches what the matrix says, and no more`, async () => {
      const wrong: object[] = []
      for (const role of roles) {
        const person = office.people.get(role)
        if (!person) continue
        await office.give(relation, person)
        const grants = grantsOf([role])
        for (const endpoint of owned().filter((each) => !streams(each))) {
          const kind = endpoint.path.split('/')[1] ?? ''
          const { status, code, text } = await ask(endpoint, role, office.things[kind] ?? '')
          const hidden = [`${kind.slice(0, -1)}.not-found`, 'auth.forbidden', 'auth.required'].includes(code)
          const name = nameOf(endpoint)
          const asked = endpoint.permission as Permission // none of these is open to anybody
          const may = grants.has(asked) && covers(grants.get(rightOnThing[name] ?? asked), relation)
          const unclear = code === 'request.invalid' && !saysNoLater.includes(name)
          if (hidden === may || unclear || status >= 500)
            wrong.push({ role, name, may, status, code, text: text.slice(0, 300) })
        }
      }
      expect(wrong).toEqual([])
    }, 240_000)
})

describe('a body', () => {
  const forbidden = [
    ...[
      'id',
      'number',
      'status',
      'state',
      'version',
      'seq',
      'revision',
      'owner',
      'ownerId',
      'createdBy',
      'createdAt',
    ],
    ...[
      'approved',
      'approvedBy',
      'approval',
      'unitPrice',
      'listPrice',
      'price',
      'total',
      'net',
      'tax',
      'cost',
      'margin',
    ],
    ...[
      'floor',
      'role',
      'roles',
      'permissions',
      'grants',
      'usageCount',
      'tenantId',
      'acceptedBy',
      'orderId',
      'verdict',
    ],
  ]

  test('that carries a field nobody asked for is refused, and says which', async () => {
    const wrong: object[] = []
    for (const endpoint of endpoints.filter(({ body, consumes }) => body && !consumes)) {
      const { body } = endpoint
      if (!body || takesAnything(body)) continue
      const fields = fieldsOf(body)
      const foreign = forbidden.filter((field) => !fields.has(field))
      const kind = endpoint.path.split('/')[1] ?? ''
      const sample = sampleOf(body, {})
      const { status, text } = await office.server.call(
        endpoint.method,
        endpoint.path.replace(':id', office.things[kind] ?? 'none').replace(/:\w+/g, 'none'),
        {
          headers: { ...office.people.get('system-admin')?.headers, 'if-match': '"0"' },
          body: { ...(sample as object), ...Object.fromEntries(foreign.map((field) => [field, 'x'])) },
        },
      )
      const silent = foreign.filter((field) => !text.includes(`"${field}"`))
      if (status !== 422 || silent.length > 0)
        wrong.push({ name: nameOf(endpoint), status, silent, text: text.slice(0, 200) })
    }
    expect(wrong).toEqual([])
  }, 120_000)
})
