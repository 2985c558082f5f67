import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Change, ChangeSet } from '../../contract/revisions.ts'
import { signInAs, type TestPerson } from '../identity/testing.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'

type Whole = ChangeSet & {
  changes: Change[]
  conflicts: Change[]
  behind: boolean
  issues: { message: string }[]
}

let server: TestServer
let petra: TestPerson
let paul: TestPerson
let rep: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  petra = await signInAs(server.app, ['pricing-admin', 'product-admin'])
  paul = await signInAs(server.app, ['pricing-admin', 'product-admin'])
  rep = await signInAs(server.app, 'sales-rep')
})
afterAll(() => server.close())

const call = <Body = Whole>(
  person: TestPerson,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) => server.call<Body>(method, path, { token: person.token, ...(body !== undefined && { body }) })

async function start(person: TestPerson, title: string): Promise<string> {
  const made = await call(person, 'POST', '/change-sets', { title })
  expect(made.status).toBe(201)
  return made.body.id
}
async function put(person: TestPerson, id: string, kind: string, code: string, body: object) {
  const answer = await call(person, 'PUT', `/change-sets/${id}/${kind}/${code}`, body)
  expect(answer.text).not.toContain('"status":4')
  return answer
}
async function published(person: TestPerson, title: string, kind: string, code: string, body: object) {
  const id = await start(person, title)
  await put(person, id, kind, code, body)
  return (await call(person, 'POST', `/change-sets/${id}/publish`, {})).body
}
async function tiersAt(code: string): Promise<Record<string, unknown>> {
  const { body } = await call<{ published: Record<string, unknown> }>(
    petra,
    'GET',
    `/reference/discounts/${code}`,
  )
  return body.published
}
const discount = { name: 'Ten', type: 'PERCENTAGE', value: '10', scope: 'LINE' }

describe('the change set somebody works in', () => {
  it('is kept for the person, until it is published or left', async () => {
    const id = await start(petra, 'Mine')
    const current = () => call<{ changeSet?: ChangeSet }>(petra, 'GET', '/change-sets/current')
    expect((await current()).body.changeSet?.id).toBe(id)
    expect(
      (await call<{ changeSet?: ChangeSet }>(paul, 'GET', '/change-sets/current')).body.changeSet,
    ).toBeUndefined()
    await call(petra, 'PUT', '/change-sets/current', { id: null })
    expect((await current()).body.changeSet).toBeUndefined()
    await call(petra, 'PUT', '/change-sets/current', { id })
    await put(petra, id, 'segments', 'KEPT', { name: 'Kept' })
    await call(petra, 'POST', `/change-sets/${id}/publish`, {})
    expect((await current()).body.changeSet).toBeUndefined()
  })

  it('shows in its lists what it would make of things, and to nobody else', async () => {
    const id = await start(petra, 'Lists')
    await put(petra, id, 'segments', 'LISTED', { name: 'Listed' })
    const inside = await call<{ items: object[] }>(
      petra,
      'GET',
      `/reference/segments?search=LISTED&changeSet=${id}`,
    )
    expect(inside.body.items).toEqual([
      { code: 'LISTED', action: 'create', body: { code: 'LISTED', name: 'Listed' } },
    ])
    expect(
      (await call<{ items: object[] }>(petra, 'GET', '/reference/segments?search=LISTED')).body.items,
    ).toEqual([])
  })

  it('refuses to create what is there already', async () => {
    await published(petra, 'First', 'segments', 'TWICE', { name: 'Once' })
    const id = await start(petra, 'Again')
    const answer = await call(petra, 'PUT', `/change-sets/${id}/segments/TWICE?create=true`, {
      name: 'Twice',
    })
    expect([answer.status, answer.body]).toEqual([409, expect.objectContaining({ code: 'reference.exists' })])
  })

  it('takes many things or none of them', async () => {
    const id = await start(petra, 'Many')
    const put = [
      { kind: 'segments', code: 'M1', body: { name: 'One' } },
      { kind: 'segments', code: 'M2', body: { name: '' } },
    ]
    const answer = await call(petra, 'POST', `/change-sets/${id}/changes`, { put, remove: [] })
    expect(answer.status).toBe(422)
    expect((await call(petra, 'GET', `/change-sets/${id}`)).body.size).toBe(0)
  })
})

describe('two change sets of the same thing', () => {
  it('are merged field by field; only what both changed is asked about', async () => {
    await published(petra, 'Base', 'discounts', 'BOTH', discount)
    const mine = await start(petra, 'Mine')
    await put(petra, mine, 'discounts', 'BOTH', { ...discount, name: 'Mine', value: '12' })
    await published(paul, 'Theirs', 'discounts', 'BOTH', { ...discount, name: 'Theirs', maxAmount: '50' })

    const seen = (await call(petra, 'GET', `/change-sets/${mine}`)).body
    expect(seen.behind).toBe(true)
    expect(seen.changes[0]?.fields).toEqual([
      {
        field: 'name',
        base: 'Ten',
        mine: 'Mine',
        theirs: 'Theirs',
        words: { mine: ['name: Ten → Mine'], theirs: ['name: Ten → Theirs'] },
      },
    ])

    const undecided = await call(petra, 'POST', `/change-sets/${mine}/rebase`, {})
    expect(undecided.text).toContain('BOTH (name)')
    const keep = [{ kind: 'discounts', code: 'BOTH', field: 'name', whose: 'theirs' }]
    expect((await call(petra, 'POST', `/change-sets/${mine}/rebase`, { keep })).status).toBe(200)
    expect((await call(petra, 'POST', `/change-sets/${mine}/publish`, {})).status).toBe(200)
    expect(await tiersAt('BOTH')).toMatchObject({ name: 'Theirs', value: '12', maxAmount: '50' })
  })

  it('rolled back keep what a later revision changed elsewhere', async () => {
    await published(petra, 'Base', 'discounts', 'LATER', discount)
    const mistake = await published(petra, 'Mistake', 'discounts', 'LATER', { ...discount, value: '99' })
    await published(paul, 'Later', 'discounts', 'LATER', { ...discount, value: '99', name: 'Renamed' })
    const back = (await call(petra, 'POST', `/revisions/${mistake.revision}/roll-back`, {})).body
    expect((await call(petra, 'POST', `/change-sets/${back.id}/publish`, {})).status).toBe(409)
    await call(petra, 'POST', `/change-sets/${back.id}/rebase`, {})
    expect((await call(petra, 'POST', `/change-sets/${back.id}/publish`, {})).status).toBe(200)
    expect(await tiersAt('LATER')).toMatchObject({ name: 'Renamed', value: '10' })
  })
})

describe('publishing at a time', () => {
  it('happens then, in the name of whoever set it; until then nothing can be changed', async () => {
    const id = await start(petra, 'New year')
    await put(petra, id, 'segments', 'NEWYEAR', { name: 'New year' })
    const at = new Date(server.clock.now().getTime() + 60_000).toISOString()
    const scheduled = await call(petra, 'POST', `/change-sets/${id}/publish`, { at })
    expect(scheduled.body).toMatchObject({ status: 'scheduled', publishAt: at })
    const late = await call(petra, 'PUT', `/change-sets/${id}/segments/NEWYEAR`, { name: 'Late' })
    expect(late.status).toBe(409)
    await server.settle()
    expect((await call(petra, 'GET', `/change-sets/${id}`)).body.status).toBe('scheduled')
    server.clock.advance({ minutes: 2 })
    await server.settle()
    expect((await call(paul, 'GET', `/change-sets/${id}`)).body).toMatchObject({
      status: 'published',
      publishedBy: { id: petra.user.id },
    })
  })

  it('says why when it could not, and is open again', async () => {
    await published(petra, 'Base', 'segments', 'RACE', { name: 'Base' })
    const id = await start(petra, 'Later')
    await put(petra, id, 'segments', 'RACE', { name: 'Mine' })
    const at = new Date(server.clock.now().getTime() + 60_000).toISOString()
    await call(petra, 'POST', `/change-sets/${id}/publish`, { at })
    await published(paul, 'Sooner', 'segments', 'RACE', { name: 'Theirs' })
    server.clock.advance({ minutes: 2 })
    await server.settle()
    const { body } = await call(petra, 'GET', `/change-sets/${id}`)
    expect(body.status).toBe('open')
    expect(body.publishFailure).toContain('RACE')
  })

  it('can be taken back', async () => {
    const id = await start(petra, 'Not after all')
    await put(petra, id, 'segments', 'NOTATALL', { name: 'Not' })
    const at = new Date(server.clock.now().getTime() + 60_000).toISOString()
    await call(petra, 'POST', `/change-sets/${id}/publish`, { at })
    expect((await call(petra, 'POST', `/change-sets/${id}/unschedule`)).body.status).toBe('open')
    server.clock.advance({ minutes: 2 })
    await server.settle()
    expect((await call(petra, 'GET', `/change-sets/${id}`)).body.status).toBe('open')
  })
})

describe('where the company wants four eyes', () => {
  it('a change set is published once somebody else approved it as it is', async () => {
    const admin = await signInAs(server.app, 'system-admin')
    const { version } = (await call<{ version: number }>(admin, 'GET', '/settings')).body
    await server.call('PATCH', '/settings', {
      token: admin.token,
      body: { changes: { secondPerson: true } },
      headers: { 'if-match': `"${version}"` },
    })
    const id = await start(petra, 'Reviewed')
    await put(petra, id, 'segments', 'FOUREYES', { name: 'Four eyes' })
    const publish = () => call(petra, 'POST', `/change-sets/${id}/publish`, {})
    expect((await publish()).body).toMatchObject({ code: 'change-set.review-missing' })
    await call(petra, 'POST', `/change-sets/${id}/review/ask`, {})
    expect((await call(petra, 'POST', `/change-sets/${id}/review/approve`, {})).body).toMatchObject({
      code: 'change-set.own-review',
    })
    expect((await call(paul, 'POST', `/change-sets/${id}/review/approve`, { comment: 'Fine' })).status).toBe(
      200,
    )
    // Changed after the word: it no longer counts.
    await put(petra, id, 'segments', 'FOUREYES', { name: 'Changed' })
    expect((await publish()).body).toMatchObject({ code: 'change-set.review-missing' })
    await call(paul, 'POST', `/change-sets/${id}/review/approve`, {})
    expect((await publish()).status).toBe(200)
    await server.call('PATCH', '/settings', {
      token: admin.token,
      body: { changes: { secondPerson: false } },
      headers: { 'if-match': `"${version + 1}"` },
    })
  })
})

describe('what people may not see', () => {
  it('a rep sees no cost in a change set, a history or a list, and cannot take one away', async () => {
    const price = { plan: 'SECRET.BUY', currency: 'EUR', type: 'ONE_TIME', unitAmount: '10.00', cost: '7.77' }
    const id = await start(petra, 'Costs')
    await put(petra, id, 'products', 'SECRET', { name: 'Secret' })
    await put(petra, id, 'plans', 'SECRET.BUY', { product: 'SECRET', name: 'Purchase' })
    await put(petra, id, 'prices', 'SECRET.EUR', price)
    const inSet = await call(rep, 'GET', `/change-sets/${id}`)
    expect([inSet.status, inSet.text]).toEqual([200, expect.not.stringContaining('7.77')])
    await call(petra, 'POST', `/change-sets/${id}/publish`, {})
    for (const path of [
      '/history/prices/SECRET.EUR',
      '/reference/prices?search=SECRET',
      '/reference/prices/SECRET.EUR',
    ]) {
      const answer = await call(rep, 'GET', path)
      expect([answer.status, answer.text]).toEqual([200, expect.not.stringContaining('7.77')])
    }
    expect((await call(rep, 'GET', '/reference/approval-policies')).status).toBe(403)
    const product = await signInAs(server.app, 'product-admin')
    const without = await start(product, 'Dearer')
    const { cost: _, ...known } = price
    await put(product, without, 'prices', 'SECRET.EUR', { ...known, unitAmount: '11.00' })
    await call(petra, 'POST', `/change-sets/${without}/publish`, {})
    const now = await call<{ published: object }>(petra, 'GET', '/reference/prices/SECRET.EUR')
    expect(now.body.published).toMatchObject({ unitAmount: '11.00', cost: '7.77' })

    // What others removed stands in a conflict as a whole.
    const mine = await start(product, 'Dearer still')
    await put(product, mine, 'prices', 'SECRET.EUR', { ...known, unitAmount: '12.00' })
    const theirs = await start(petra, 'In dollars only')
    await put(petra, theirs, 'prices', 'SECRET.USD', { ...price, currency: 'USD' })
    await call(petra, 'DELETE', `/change-sets/${theirs}/prices/SECRET.EUR`)
    expect((await call(petra, 'POST', `/change-sets/${theirs}/publish`, {})).status).toBe(200)
    const conflict = await call(product, 'GET', `/change-sets/${mine}`)
    expect(conflict.body.conflicts[0]?.fields[0]).toMatchObject({ field: '', mine: { unitAmount: '12.00' } })
    expect(conflict.text).not.toContain('7.77')
  })
})
