import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { add, exact, toText, zero } from '../../engines/money/index.ts'
import { findCustomer } from '../customers/index.ts'
import { findUserByName } from '../identity/index.ts'
import { tokenFor } from '../identity/testing.ts'
import { systemContext } from '../platform/make-context.ts'
import { openRealNodes, pause, type RealNode, type RealNodes } from '../platform/testing.ts'
import { publishChangeSet, putChanges, readSnapshot, startChangeSet } from '../revisions/index.ts'
import { priceQuote } from './price-quote.ts'
import { findHead, readVersion } from './store.ts'
import { openSalesOffice, type SalesOffice } from './testing.ts'

/**
 * Several clients send random legal and illegal commands, always the same ones, while the server processes they talk to
 * are killed and started again. What was acknowledged and what the database holds must then be one story.
 */
const seed = 20261126
const clients = 3
const steps = 16
const code = 'ONLY-TWO'

let office: SalesOffice
let programs: RealNodes
let nodes: RealNode[]
let headers: Record<string, string>
beforeAll(async () => {
  office = await openSalesOffice()
  const ctx = systemContext(office.server.app)
  const set = await startChangeSet(ctx, 'A code for two quotes')
  const body = { name: 'Only two', type: 'PERCENTAGE', value: '3', scope: 'QUOTE', maxUsageCount: 2 }
  await putChanges(ctx, set.id, [{ kind: 'discounts', code, body }])
  await publishChangeSet(ctx, set.id)
  const user = await findUserByName(office.server.app.database, 'anna')
  if (!user) throw new Error('The demo company has no anna')
  headers = await tokenFor(office.server.app, user)
  programs = openRealNodes(office.server.app)
  nodes = await Promise.all([programs.start(), programs.start()])
}, 180_000)
afterAll(async () => {
  await programs.killAll()
  await office.server.close()
})

it('what was acknowledged survives crashes, once, and the sums are right', { timeout: 180_000 }, async () => {
  const random = randomOf(seed)
  const quotes: Quote[] = []
  for (let index = 0; index < 4; index++) {
    const customer = await office.customerId('C-10001')
    const made = await send(
      'POST',
      '/quotes',
      { customer, lines: [{ product: 'BRIDGE-ESSENTIALS' }] },
      random,
    )
    quotes.push(made.body as Quote)
  }
  const notes: Notes = { added: new Set(), finalized: [] }
  const work = Array.from({ length: clients }, (_, client) => act(quotes, notes, randomOf(seed + client + 1)))
  const done = Promise.all(work).then(() => true)
  for (let crash = 0; crash < 3; crash++) {
    if (await Promise.race([done, pause(2500)])) break
    const victim = nodes[crash % nodes.length] as RealNode
    await programs.kill(victim)
    nodes[crash % nodes.length] = await programs.start(victim.port)
  }
  await done
  for (const quote of quotes) await checkQuote(quote.id, notes)
  expect([...notes.added], 'acknowledged and in no quote').toEqual([])
  await checkCounters(quotes)
})

type Notes = {
  added: Set<string>
  finalized: { id: string; version: number; total: string; lines: number }[]
}
type Random = (below: number) => number

async function act(quotes: Quote[], notes: Notes, random: Random): Promise<void> {
  for (let step = 0; step < steps; step++) {
    const { id } = quotes[random(quotes.length)] as Quote
    const seen = (await send('GET', `/quotes/${id}`, undefined, random)).body as Quote
    await [edit, edit, edit, turn, move][random(5)]?.(seen, notes, random)
  }
}

async function edit(quote: Quote, notes: Notes, random: Random): Promise<void> {
  const line = quote.lines[random(Math.max(1, quote.lines.length))]?.id ?? 'lin_nothing00'
  const added = `lin_check${random(1e9).toString(36).padStart(8, '0')}`
  const commands = [
    [{ type: 'addLine', line: { id: added, product: 'BRIDGE-ESSENTIALS', quantity: String(1 + random(9)) } }],
    [{ type: 'setQuantity', line, quantity: String(1 + random(40)) }],
    [{ type: 'removeLine', line }],
    [{ type: 'copyLine', line }],
    [{ type: 'applyDiscount', discount: { code } }],
    [{ type: 'removeDiscount', discount: code }],
    [{ type: 'setQuantity', line, quantity: '-1' }],
    [
      { type: 'addLine', line: { id: added, product: 'MON-24' } },
      { type: 'removeLine', line: 'lin_nobody00' },
    ],
  ][random(8)]
  const answer = await send('POST', `/quotes/${quote.id}/changes`, { seq: quote.seq, commands }, random)
  if (answer.status === 200 && commands?.length === 1 && commands[0]?.type === 'addLine')
    notes.added.add(added)
}

async function turn(quote: Quote, _: Notes, random: Random): Promise<void> {
  const turn = random(2) === 0 ? 'undo' : 'redo'
  await send('POST', `/quotes/${quote.id}/changes`, { seq: quote.seq, turn }, random)
}

async function move(quote: Quote, notes: Notes, random: Random): Promise<void> {
  const next: Record<string, string[]> = {
    DRAFT: ['submit', 'finalize'],
    PENDING_APPROVAL: ['recall', 'recall', 'accept'],
    APPROVED: ['finalize', 'finalize', 'recall'],
    FINALIZED: ['accept', 'revise', 'revise', 'decline', 'submit'],
    DECLINED: ['revise', 'cancel'],
    ACCEPTED: ['convert', 'revise'],
  }
  const actions = next[quote.status] ?? ['revise']
  const action = actions[random(actions.length)]
  const body = action === 'accept' ? { name: 'Katrin Behrens' } : {}
  const answer = await send('POST', `/quotes/${quote.id}/${action}`, body, random, quote.seq)
  if (answer.status !== 200 || action !== 'finalize') return
  const { id, version, totals, lines } = answer.body as Quote
  notes.finalized.push({ id, version, total: totals.total, lines: lines.length })
}

/** Sends under a key of its own until somebody answers. */
function send(method: string, path: string, body: unknown, random: Random, seen?: number) {
  const key = `check-${random(1e9)}-${random(1e9)}`
  return programs.send(method, path, body, { headers, seen, key })
}

async function checkQuote(id: string, notes: Notes): Promise<void> {
  const db = office.server.app.database
  const head = await findHead(db, id)
  if (!head) throw new Error(`The quote ${id} is gone`)
  const version = await readVersion(db, head)
  const { content, priced } = version

  // One story: every change has its number, none twice, none missing.
  const events = await db.query<{ seq: number; commands: { type: string; line?: { id?: string } }[] | null; undone: boolean }>('select seq, commands, undone from quote_events where quote_id = $1 order by seq', [id]) // biome-ignore format: one line
  expect(events.map((event) => event.seq)).toEqual(Array.from({ length: head.seq }, (_, index) => index + 1))
  const additions = events.flatMap(({ commands }) => commands ?? []).flatMap((command) => (command.type === 'addLine' ? [command.line?.id] : [])) // biome-ignore format: one line
  for (const added of new Set(additions)) {
    if (added === undefined || !notes.added.has(added)) continue
    expect(additions.filter((each) => each === added)).toHaveLength(1)
    notes.added.delete(added)
  }

  // One current version, of the quote's own status, and lines that are each there once.
  const versions = await db.query<{ version: number; status: string; total: string; lines: string }>(
    `select v.version, v.status, v.priced -> 'totals' ->> 'total' as total,
       (select count(*) from quote_lines l where l.quote_id = v.quote_id and l.version = v.version) as lines
     from quote_versions v where quote_id = $1 order by version`,
    [id],
  )
  expect(versions.filter((each) => each.version === head.version).map((each) => each.status)).toEqual([
    head.status,
  ])
  const open = ['DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED']
  expect(versions.filter((each) => open.includes(each.status)).length).toBeLessThanOrEqual(1)
  for (const frozen of notes.finalized.filter((each) => each.id === id)) {
    const kept = versions.find((each) => each.version === frozen.version)
    expect([kept?.total, Number(kept?.lines)]).toEqual([frozen.total, frozen.lines])
  }

  // Totals are the sums of the lines, and what pricing from nothing gives.
  const counted = priced.lines.filter((line) => line.counted).map((line) => line.net)
  const sum = [...counted, ...priced.charges.map((charge) => charge.net)].reduce((total, net) => add(total, exact(net)), zero) // biome-ignore format: one line
  expect(toText(sum)).toBe(toText(exact(priced.totals.net)))
  const snapshot = await readSnapshot(db, db, content.revision)
  const customer = content.customer ? await findCustomer(db, content.customer) : undefined
  const fresh = await priceQuote(db, snapshot, content, customer)
  expect(priced.totals).toEqual(fresh.priced.totals)
}

/** A limited code is held by exactly the quotes that name it and are not given up, and by no more than allowed. */
async function checkCounters(quotes: Quote[]): Promise<void> {
  const db = office.server.app.database
  const uses = await db.query<{ quote_id: string }>('select quote_id from discount_uses where code = $1', [
    code,
  ])
  const holders: string[] = []
  for (const { id } of quotes) {
    const head = await findHead(db, id)
    if (!head || ['CANCELLED', 'DECLINED', 'EXPIRED'].includes(head.status)) continue
    if ((await readVersion(db, head)).content.discountCodes.includes(code)) holders.push(id)
  }
  expect(uses.map((use) => use.quote_id).sort()).toEqual(holders.sort())
  expect(uses.length).toBeLessThanOrEqual(2)
}

/** The same numbers in every run (mulberry32). */
function randomOf(start: number): Random {
  let state = start
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}
