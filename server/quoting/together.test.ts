import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findUserByName } from '../identity/index.ts'
import { tokenFor } from '../identity/testing.ts'
import { runEvents } from '../platform/events/run-events.ts'
import { type Caller, openSalesOffice, type SalesOffice } from './testing.ts'

let office: SalesOffice
let anna: Caller
let address: string
let stopEvents: () => Promise<void>
beforeAll(async () => {
  office = await openSalesOffice()
  anna = await office.as('anna')
  address = await office.server.listen()
  stopEvents = await runEvents(office.server.app, { deliver: false })
})
afterAll(async () => {
  await stopEvents()
  await office.server.close()
})

/** The events of a quote as a person's browser hears them. */
async function listen(username: string, quote: string, lastEventId?: number) {
  const user = await findUserByName(office.server.app.database, username)
  if (!user) throw new Error(`The demo company has no ${username}`)
  const gone = new AbortController()
  const response = await fetch(`${address}/api/v1/quotes/${quote}/events`, {
    headers: {
      ...(await tokenFor(office.server.app, user)),
      ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }),
    },
    signal: gone.signal,
  })
  let heard = ''
  const read = async () => {
    for await (const part of response.body ?? []) heard += new TextDecoder().decode(part)
  }
  let ended = false
  read().then(
    () => {
      ended = true
    },
    () => {}, // we went
  )
  const of = (name: string) =>
    [...heard.matchAll(/event: (\w+)\ndata: (.*)\n/g)]
      .filter((match) => match[1] === name)
      .map((match) => JSON.parse(match[2] ?? '') as Record<string, unknown>)
  return { status: response.status, of, ended: () => ended, leave: () => gone.abort() }
}

/** What one heard of changes; that the quote was made may come late, and is no secret to whoever may open it then. */
const changes = (heard: Awaited<ReturnType<typeof listen>>) =>
  heard.of('changed').filter(({ what }) => what !== 'quote.created')

const names = (visitors: Record<string, unknown> | undefined) =>
  ((visitors?.people ?? []) as { name: string }[]).map((person) => person.name.split(' ')[0])

describe('two people on one quote', () => {
  it('see that the other is there, and that they left', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'MON-27' }] })
    const own = await listen('anna', quote.id)
    await expect.poll(() => names(own.of('visitors').at(-1)), { timeout: 10_000 }).toEqual(['Anna'])
    const manager = await listen('marta', quote.id)
    await expect.poll(() => names(own.of('visitors').at(-1)), { timeout: 10_000 }).toEqual(['Anna', 'Marta'])
    manager.leave()
    await expect.poll(() => names(own.of('visitors').at(-1)), { timeout: 10_000 }).toEqual(['Anna'])
    own.leave()
  })

  it('hear of each other’s changes, and after a break of what they missed', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'MON-27' }] })
    const manager = await listen('marta', quote.id)
    const line = quote.lines[0]?.id
    const changed = await anna.commands(quote, [{ type: 'setQuantity', line, quantity: '4' }])
    await expect.poll(() => manager.of('changed').at(-1)?.seq, { timeout: 10_000 }).toBe(changed.body.seq)
    manager.leave()
    const back = await listen('marta', quote.id, quote.seq)
    await expect.poll(() => back.of('changed').at(-1)?.seq, { timeout: 10_000 }).toBe(changed.body.seq)
    const upToDate = await listen('marta', quote.id, changed.body.seq)
    await expect.poll(() => upToDate.of('visitors').length, { timeout: 10_000 }).toBeGreaterThan(0)
    expect(upToDate.of('changed')).toEqual([])
    back.leave()
    upToDate.leave()
  })

  it('hear nothing of quotes they may not see', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'MON-27' }] })
    expect((await listen('haruka', quote.id)).status).toBe(404)
  })

  it('hear nothing more once it is somebody else’s, or their session is over', async () => {
    const quote = await anna.newQuote({ lines: [{ product: 'MON-27' }] })
    const [own, manager] = [await listen('anna', quote.id), await listen('marta', quote.id)]
    await expect.poll(() => names(own.of('visitors').at(-1)), { timeout: 10_000 }).toContain('Marta')
    const director = await office.as('ingrid')
    const haruka = await findUserByName(office.server.app.database, 'haruka')
    const given = await director.call(
      'PATCH',
      `/quotes/${quote.id}`,
      { owner: haruka?.id },
      { 'if-match': '*' },
    )
    expect(given.status, given.text).toBe(200)
    await expect.poll(own.ended, { timeout: 10_000 }).toBe(true)
    await expect.poll(manager.ended, { timeout: 10_000 }).toBe(true)
    expect(changes(own)).toEqual([])

    const second = await anna.newQuote({ lines: [{ product: 'MON-27' }] })
    const late = await listen('marta', second.id)
    await expect.poll(() => late.of('visitors').length, { timeout: 10_000 }).toBeGreaterThan(0)
    office.server.clock.advance({ days: 2 }) // a token is good for an hour
    await (await office.as('anna')).commands(second, [
      { type: 'setQuantity', line: second.lines[0]?.id, quantity: '4' },
    ])
    await expect.poll(late.ended, { timeout: 10_000 }).toBe(true)
    expect(changes(late)).toEqual([])
  })
})
