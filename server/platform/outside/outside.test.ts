import type { lookup } from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isOutside, readAllowed } from './addresses.ts'
import { outsideBy, type Resolve } from './outside.ts'

let server: Server
let port = 0
let asked = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1
    if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://169.254.169.254/' })
    response.end(request.url === '/long' ? 'x'.repeat(5000) : 'hello')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((closed) => server.close(closed)))

const closed = outsideBy(readAllowed(''))
const open = outsideBy(readAllowed('idp.internal, 127.0.0.0/8'))
/** A resolver of ours: each name has its answers, one for each time it is asked. */
function resolving(answers: Record<string, string[]>): Resolve {
  const resolve = (name: string, _options: unknown, done: (...given: unknown[]) => void) => {
    const address = answers[name]?.shift() ?? '127.0.0.1'
    done(null, [{ address, family: 4 }])
  }
  return resolve as unknown as typeof lookup
}

describe('an address somebody entered', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    'fe80::1%eth0',
    'fd00::1',
    '2002:7f00:1::',
    'nonsense',
  ])('%s is not outside', (address) => {
    expect(isOutside(address)).toBe(false)
  })
  test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1'])('%s is', (address) => {
    expect(isOutside(address)).toBe(true)
  })

  test.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://127.1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://localhost',
  ])('%s is refused before anything is sent', async (address) => {
    const before = asked
    await expect(async () => closed.fetch(`${address}:${port}/`)).rejects.toMatchObject({
      code: 'address.inside',
    })
    expect(asked).toBe(before)
  })

  test('is reached where the operator allows it', async () => {
    const answer = await open.fetch(`http://127.0.0.1:${port}/`)
    expect(await answer.text()).toBe('hello')
  })

  test('by a name goes where the name was checked, whatever it says the next time', async () => {
    const resolve = resolving({ 'changing.example': ['93.184.216.34', '127.0.0.1'] })
    const outside = outsideBy(readAllowed(''), resolve)
    expect(await outside.addressOf('changing.example')).toEqual({ address: '93.184.216.34', family: 4 })
    // The second time it leads inside: refused, although the first time was right.
    await expect(outside.fetch(`http://changing.example:${port}/`)).rejects.toMatchObject({
      code: 'address.inside',
    })
  })

  test('by a name the operator allows leads inside', async () => {
    const outside = outsideBy(readAllowed('idp.internal'), resolving({}))
    const answer = await outside.fetch(`http://idp.internal:${port}/`)
    expect(await answer.text()).toBe('hello')
    await expect(outside.fetch(`http://erp.internal:${port}/`)).rejects.toMatchObject({
      code: 'address.inside',
    })
  })

  test('that sends on elsewhere is not followed', async () => {
    const answer = await open.fetch(`http://127.0.0.1:${port}/elsewhere`)
    expect(answer.status).toBe(302)
  })

  test('that answers without an end is cut off', async () => {
    await expect(open.fetch(`http://127.0.0.1:${port}/long`, { limit: 1000 })).rejects.toThrow('longer than')
  })
})
