import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChangeSet } from '../../contract/change-sets.ts'
import type { Endpoint } from '../../contract/http.ts'
import type { Notification } from '../../contract/messages.ts'
import type { MadeProgram } from '../../contract/programs.ts'
import type { Role } from '../../contract/roles.ts'
import type { Simulation } from '../../contract/simulations.ts'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { tableClient } from '../integrations/tables/testing.ts'
import { notify } from '../messages/index.ts'
import { systemContext } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { dryRun } from './dry-run.ts'
import { nameOf } from './matrix.ts'
import { sampleOf } from './sample.ts'

/** What has no owner in the matrix: whose it is follows from who made it, or from what they may prepare. */
const password = 'correct horse battery'
let server: TestServer
let endpoints: Endpoint[]
let endDryRun = () => {}
let owner: TestPerson
/** Of the same role as the owner: what only they made is no business of this one. */
let stranger: TestPerson
let admin: TestPerson
let preparer: TestPerson
const ids: Record<string, string> = {}

beforeAll(async () => {
  server = await startTestServer()
  endpoints = server.app.endpoints.map(({ endpoint }) => endpoint)
  admin = await signInAs(server.app, 'system-admin', { password })
  preparer = await signInAs(server.app, 'product-admin')
  const service = await signInAs(server.app, 'integration')
  const grants = {
    'customers.read': 'own',
    'customers.write': 'own',
    'quotes.read': 'own',
    'catalog.read': 'all',
  }
  await made('/roles', admin, { code: 'keeps-to-own', name: 'Keeps to their own', grants })
  const role = 'keeps-to-own' as Role // one of the company's own
  owner = await signInAs(server.app, role, { password })
  stranger = await signInAs(server.app, role, { password })

  const changeSet = await made<ChangeSet>('/change-sets', preparer, { title: 'Spring' })
  const put = await server.call('PUT', `/change-sets/${changeSet.id}/categories/BIKES?create=true`, {
    headers: preparer.headers,
    body: { code: 'BIKES', name: 'Bikes' },
  })
  expect(put.status, put.text).toBe(200)
  ids['change-sets'] = changeSet.id
  ids.simulations = (await made<Simulation>(`/change-sets/${changeSet.id}/simulations`, owner, {})).id
  ids.imports = (await tableClient(server, owner).preview('customers', 'code,company\nN-1,Nordlicht\n')).id
  const program = { name: 'Reports', currentPassword: password }
  const key = { ...program, scopes: ['customers.read'] }
  ids['account/keys'] = (await made<MadeProgram>('/account/keys', owner, key)).id
  const client = { ...key, kind: 'client', userId: service.user.id }
  ids.programs = (await made<MadeProgram>('/programs', admin, client)).id
  await server.settle()
  endDryRun = dryRun(server.app)
}, 300_000)
afterAll(async () => {
  endDryRun()
  await server.close()
})

async function made<Body = { id: string }>(path: string, by: TestPerson, body: object): Promise<Body> {
  const answer = await server.call<Body>('POST', path, { headers: by.headers, body })
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`)
  return answer.body
}

/** Where the smallest body asks for nothing. */
const bodies: Record<string, object> = {
  'POST /change-sets/:id/changes': { remove: [{ kind: 'categories', code: 'BIKES' }] },
}

/** Every endpoint about one thing of a kind, asked by somebody: what it answered, by its name. */
async function answersTo(kind: string, person: TestPerson, methods?: readonly string[]) {
  const answers: Record<string, number> = {}
  for (const endpoint of endpoints) {
    const name = nameOf(endpoint)
    const isOfKind = endpoint.path === `/${kind}/:id` || endpoint.path.startsWith(`/${kind}/:id/`)
    if (!isOfKind || (methods && !methods.includes(endpoint.method))) continue
    const path = endpoint.path
      .replace(':id', ids[kind] ?? '')
      .replace(':kind', 'categories')
      .replace(':code', 'BIKES')
      .replace(':quote', `quo_${'0'.repeat(26)}`)
      .replace(/:\w+/g, 'none')
    const body =
      bodies[name] ?? (endpoint.body && endpoint.method !== 'GET' ? sampleOf(endpoint.body, {}) : undefined)
    const { status } = await server.call(endpoint.method, path, {
      headers: { ...person.headers, 'if-match': '"0"' },
      ...(body !== undefined && { body }),
    })
    answers[name] = status
  }
  expect(Object.keys(answers), kind).not.toEqual([])
  return answers
}
const letIn = (answers: Record<string, number>) =>
  Object.entries(answers).flatMap(([name, status]) => ([403, 404].includes(status) ? [] : [name]))
const shutOut = (answers: Record<string, number>) =>
  Object.entries(answers).flatMap(([name, status]) => ([403, 404].includes(status) ? [name] : []))

describe('whose a thing is', () => {
  test.each(['imports', 'simulations', 'account/keys', 'programs'])(
    '%s are no business of a stranger',
    async (kind) => {
      expect(letIn(await answersTo(kind, stranger))).toEqual([])
    },
  )

  test.each([
    ['imports', () => owner],
    ['account/keys', () => owner],
    ['programs', () => admin],
  ] as const)('%s are open to whoever they belong to', async (kind, person) => {
    expect(shutOut(await answersTo(kind, person()))).toEqual([])
  })

  test('a simulation is open to whoever started it', async () => {
    const of = await answersTo('simulations', owner)
    // The one quote asked for is in no simulation.
    expect(shutOut(of)).toEqual(['GET /simulations/:id/quotes/:quote'])
  })

  test('lists hold what is one’s own', async () => {
    const listed = async (path: string, person: TestPerson) =>
      (
        await server.call<{ items: { id: string }[] }>('GET', path, { headers: person.headers })
      ).body.items.map(({ id }) => id)
    for (const [kind, path] of [
      ['imports', '/imports'],
      ['account/keys', '/account/keys'],
      ['simulations', `/change-sets/${ids['change-sets']}/simulations`],
    ] as const) {
      expect(await listed(path, owner), path).toEqual([ids[kind]])
      expect(await listed(path, stranger), path).toEqual([])
    }
    // A client of a service user is a key of nobody who signs in.
    expect(await listed('/account/keys', admin)).toEqual([])
  })
})

test('a change set is read by who reads the catalog, and changed by who prepares such changes', async () => {
  const kind = 'change-sets'
  expect(shutOut(await answersTo(kind, stranger, ['GET']))).toEqual([])
  const { 'POST /change-sets/:id/simulations': simulated, ...changing } = await answersTo(kind, stranger, [
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
  ])
  expect(simulated, 'quotes of one’s own can be simulated').toBeLessThan(403)
  expect(letIn(changing)).toEqual([])
})

test('a notification is read and marked by whom it is for', async () => {
  endDryRun()
  await systemContext(server.app).transaction((tx) =>
    notify(tx, server.app, {
      to: [owner.user.id],
      kind: 'approval-asked',
      title: 'For the owner',
      key: 'one',
    }),
  )
  const of = async (person: TestPerson) =>
    (
      await server.call<{ items: Notification[]; unread: number }>('GET', '/notifications', {
        headers: person.headers,
      })
    ).body
  const [mine] = (await of(owner)).items
  expect(mine?.title).toBe('For the owner')
  expect((await of(stranger)).items).toEqual([])
  await server.call('POST', '/notifications/read', { headers: stranger.headers, body: { ids: [mine?.id] } })
  expect((await of(owner)).unread).toBe(1)
})
