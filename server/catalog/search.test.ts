import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs } from '../identity/testing.ts'
import { systemContext } from '../platform/index.ts'
import { startTestServer, type TestServer } from '../platform/testing.ts'
import { publishChangeSet, putChanges, startChangeSet } from '../revisions/index.ts'

let server: TestServer
let token: string
const products = [
  { code: 'CBL-1', name: 'Cable, black', attributes: { colour: 'black', length: 2, shielded: true } },
  { code: 'CBL-2', name: 'Cable, white', attributes: { colour: 'white', length: 2 } },
  { code: 'KB-1', name: 'Keyboard with lights', attributes: { colour: 'black' } },
  { code: 'MON-27', name: 'adjustable Monitor', attributes: {} },
]
beforeAll(async () => {
  server = await startTestServer()
  token = (await signInAs(server.app, 'sales-rep')).token
  const set = await startChangeSet(systemContext(server.app), 'Shop')
  await putChanges(
    systemContext(server.app),
    set.id,
    products.flatMap(({ code, ...body }) => [
      { kind: 'products' as const, code, body },
      { kind: 'plans' as const, code: `${code}.BUY`, body: { product: code, name: 'Purchase' } },
      {
        kind: 'prices' as const,
        code: `${code}.EUR`,
        body: { plan: `${code}.BUY`, currency: 'EUR', type: 'ONE_TIME', unitAmount: '1.00' },
      },
    ]),
  )
  await publishChangeSet(systemContext(server.app), set.id)
})
afterAll(() => server.close())

async function found(query: string) {
  const { body } = await server.call<{ items: { code: string }[]; searchedFor?: string; next?: string }>(
    'GET',
    `/products?${query}`,
    { token },
  )
  return { codes: body.items?.map((item) => item.code), ...body }
}

describe('a search while somebody types', () => {
  it('goes through the names in order, whatever their capitals', async () => {
    expect((await found('')).codes).toEqual(['MON-27', 'CBL-1', 'CBL-2', 'KB-1'])
  })

  it('finds by the beginning of a name or a code, and by any part from three letters on', async () => {
    expect((await found('search=k')).codes).toEqual(['KB-1'])
    expect((await found('search=cb')).codes).toEqual(['CBL-1', 'CBL-2'])
    expect((await found('search=board')).codes).toEqual(['KB-1'])
    expect((await found('search=white%20cab')).codes).toEqual(['CBL-2'])
  })

  it('forgives a slip of the finger, and says what it searched', async () => {
    expect(await found('search=keybord')).toMatchObject({ codes: ['KB-1'], searchedFor: 'keyboard' })
    expect((await found('search=xyzzy')).codes).toEqual([])
  })

  it('finds by attribute: text, number, yes and no', async () => {
    expect((await found('attribute=colour%3Dblack')).codes).toEqual(['CBL-1', 'KB-1'])
    expect((await found('attribute=colour%3Dblack&attribute=length%3D2')).codes).toEqual(['CBL-1'])
    expect((await found('attribute=shielded%3Dtrue')).codes).toEqual(['CBL-1'])
    expect((await server.call('GET', '/products?attribute=colour', { token })).status).toBe(422)
  })

  it('goes on where the page before ended', async () => {
    const first = await found('search=cabel&limit=1')
    expect(first.codes).toEqual(['CBL-1'])
    expect((await found(`search=cabel&limit=1&cursor=${first.next}`)).codes).toEqual(['CBL-2'])
  })

  it('finds at an earlier revision what was there then', async () => {
    const set = await startChangeSet(systemContext(server.app), 'Rename')
    await putChanges(systemContext(server.app), set.id, [
      { kind: 'products', code: 'KB-1', body: { name: 'Clavier' } },
    ])
    await publishChangeSet(systemContext(server.app), set.id)
    expect((await found('search=keyboard')).codes).toEqual([])
    expect((await found('search=keyboard&revision=1')).codes).toEqual(['KB-1'])
    expect((await found('search=clavie')).codes).toEqual(['KB-1'])
  })
})
