import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Quote } from '../../contract/quotes.ts'
import { startMailServer } from '../messages/testing.ts'
import { withDirectConnection } from '../platform/database.ts'
import { openRealNodes, pause, type RealNodes } from '../platform/testing.ts'
import { type ApprovalOffice, askManager, openApprovalOffice } from './testing.ts'

/**
 * Two real programs are killed exactly where they are about to write: a test holds a table or two, waits until somebody
 * wants to write to each, kills both programs, lets go and starts them again. Whatever was said to be done is done then,
 * once; whatever is due happens, once. A week passes by moving what is stored a week back.
 */
let office: ApprovalOffice
let post: Awaited<ReturnType<typeof startMailServer>>
let programs: RealNodes
const ports: number[] = []
let customer: string
beforeAll(async () => {
  post = await startMailServer()
  office = await openApprovalOffice()
  programs = openRealNodes(office.server.app, { SMTP_URL: post.url })
  customer = await office.customerId('C-10001')
  await office.only({
    code: 'TIMED',
    condition: { field: 'total', op: 'gte', value: '1000' },
    groups: [
      {
        order: 1,
        steps: askManager.steps.map((step) => ({
          ...step,
          remindHours: 24,
          deadlineHours: 48,
          escalateTo: { type: 'manager' as const, level: 2 },
        })),
      },
    ],
  })
  await office.server.settle()
  for (const node of await Promise.all([programs.start(), programs.start()])) ports.push(node.port)
}, 180_000)
afterAll(async () => {
  await programs.killAll()
  await office.server.close()
  await post.close()
})

describe('killed while writing to', { timeout: 180_000 }, () => {
  it.each([
    ['approval_steps', 'approval_decisions'],
    ['events', 'events'],
    [jobs(), jobs()],
  ])('%s a submission, and to %s a decision, both happen once', async (submission, decision) => {
    const [mine, theirs] = [await draft(), await submitted()]
    await killAt([
      [submission, () => act('anna', mine, 'submit')],
      [decision, () => act('marta', theirs, 'approve')],
    ])
    await quiet()
    expect(await requestsOf(mine)).toEqual(['PENDING'])
    expect(await told(mine)).toEqual({ 'marta approval-asked': 1 })
    expect(await requestsOf(theirs)).toEqual(['APPROVED'])
    expect(await decisionsOf(theirs)).toBe(1)
    expect(await told(theirs)).toEqual({ 'marta approval-asked': 1, 'anna approval-answered': 1 })
  })

  it.each(['notifications', 'mails'])('%s, everybody is told once, in the app and by mail', async (table) => {
    let quote: Quote | undefined
    await killAt([[table, async () => void (quote = await submitted())]])
    await quiet()
    if (!quote) throw new Error('Nothing was handed in')
    expect(await told(quote)).toEqual({ 'marta approval-asked': 1 })
    const mails = received(quote)
    expect(new Set(mails).size).toBe(1)
    // Where a mail was handed over and the note of it was lost, it goes out once more under the same Message-ID.
    expect(mails.length).toBeLessThanOrEqual(table === 'mails' ? 2 : 1)
  })

  it.each([['approval_steps', 'quote_events'], ['approval_handovers']])(
    '%s after a week’s outage, what is due comes once, from whichever of two workers',
    async (...tables) => {
      const quote = await submitted()
      await quiet()
      await programs.killAll()
      await weekPasses(quote)
      const small = await handedIn(await draft('MON-24', '1'))
      await killAt(
        tables.map((table) => [table, nothing]),
        restart,
      )
      await quiet()
      expect(await told(quote)).toEqual({
        'marta approval-asked': 1,
        'marta approval-reminder': 1,
        'ingrid approval-escalated': 1,
      })
      expect(await handoversOf(quote)).toBe(1)
      expect(await requestsOf(small)).toEqual(['NOT_REQUIRED'])
      expect(await told(small)).toEqual({ 'anna approval-answered': 1 })
    },
  )
})

it('nothing is left over, and every mail was sent', { timeout: 60_000 }, async () => {
  await quiet()
  const db = office.server.app.database
  expect(await db.query(`select 1 from mails where status in ('WAITING', 'FAILED')`)).toEqual([])
  const [mails] = await db.query<{ count: number }>(
    `select count(*)::int as count from mails where status = 'SENT'`,
  )
  expect(new Set(post.received.map(({ source }) => messageId(source))).size).toBe(mails?.count)
})

/** A table, and what leads to somebody writing to it. */
type Point = [table: string, begin: () => Promise<unknown>]
const nothing = async () => {}

/**
 * Holds the tables, lets all of it happen, kills both programs as soon as somebody wants to write at each point, and
 * starts them again. `meanwhile` may start the programs themselves; whether these are killed early is no matter.
 */
async function killAt(points: Point[], meanwhile: () => Promise<unknown> = nothing): Promise<void> {
  const db = office.server.app.database
  const outcomes = await withDirectConnection(db.directUrl, async (holder) => {
    const tables = [...new Set(points.map(([table]) => table))]
    await holder.query('begin')
    await holder.query(`lock table ${tables.join(', ')} in share mode`)
    const begun = points.map(([, begin]) => begin())
    for (const outcome of begun) outcome.catch(() => {}) // whoever waits for an answer hears of it below
    meanwhile().catch(() => {})
    await vi.waitFor(async () => {
      for (const table of tables) {
        const waiting = await db.query(
          'select 1 from pg_locks where relation = $1::regclass and not granted',
          [table],
        )
        expect(waiting.length).toBeGreaterThanOrEqual(points.filter(([each]) => each === table).length)
      }
    }, 60_000)
    await programs.killAll()
    await holder.query('rollback')
    return begun
  })
  await restart()
  await Promise.all(outcomes)
}

async function restart(): Promise<void> {
  await Promise.all(ports.map((port) => programs.start(port)))
}

async function draft(product = 'BRIDGE-PRO', quantity = '30'): Promise<Quote> {
  return (await office.as('anna')).newQuote({ customer, lines: [{ product, quantity }] })
}
/** Handed in through the test's own server, which runs no jobs. */
async function handedIn(quote: Quote): Promise<Quote> {
  const answer = await (await office.as('anna')).act(quote, 'submit')
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.body
}
const submitted = async () => handedIn(await draft())

async function act(who: string, quote: Quote, action: string): Promise<void> {
  const headers = await office.credentials(who)
  const answer = await programs.send(
    'POST',
    `/quotes/${quote.id}/${action}`,
    {},
    { headers, seen: quote.seq },
  )
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

/** What is asked about the quote, and its timers, are a week older, as if the programs had been away so long. */
async function weekPasses({ id }: Quote): Promise<void> {
  const db = office.server.app.database
  await db.query(
    `with moved as (
       update approval_steps set opened_at = opened_at - interval '7 days', deadline = deadline - interval '7 days',
         remind_at = remind_at - interval '7 days'
       where status = 'OPEN' and request_id in (select id from approval_requests where quote_id = $1) returning id)
     update ${jobs()} set run_at = run_at - interval '7 days'
     where key in (select 'approvals.step-due:' || id from moved)`,
    [id],
  )
}

/** Waits until every event was told, every job that is due was done, and no mail waits. */
async function quiet(): Promise<void> {
  for (let calm = 0, attempt = 0; calm < 3; attempt++) {
    if (attempt > 300) throw new Error('The work does not come to an end')
    const [open] = await office.server.app.database.query<{ count: number }>(
      `select (select count(*) from ${jobs()} where run_at <= now() and attempts < max_attempts)
         + (select count(*) from events where sequence is null)
         + (select count(*) from event_subscriptions s, event_sequence e where s.sequence < e.last)
         + (select count(*) from mails where status = 'WAITING') as count`,
    )
    calm = Number(open?.count) === 0 ? calm + 1 : 0
    await pause(100)
  }
}

async function requestsOf({ id }: Quote): Promise<string[]> {
  const rows = await office.server.app.database.query<{ status: string }>(
    'select status from approval_requests where quote_id = $1',
    [id],
  )
  return rows.map((row) => row.status)
}

const countOf = (table: string) => async (quote: Quote) => {
  const [row] = await office.server.app.database.query<{ count: number }>(
    `select count(*)::int as count from ${table} join approval_steps s on s.id = step_id
       join approval_requests r on r.id = s.request_id where r.quote_id = $1`,
    [quote.id],
  )
  return row?.count
}
const decisionsOf = countOf('approval_decisions')
const handoversOf = countOf('approval_handovers')

/** How often who was told what about a quote. */
async function told({ number }: Quote): Promise<Record<string, number>> {
  const rows = await office.server.app.database.query<{ what: string; count: number }>(
    `select u.username || ' ' || kind as what, count(*)::int as count
     from notifications n join users u on u.id = n.user_id where position($1 in title) > 0 group by 1`,
    [number],
  )
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
}

/** The Message-IDs of the mails about a quote, as often as they arrived. */
const received = ({ number }: Quote) =>
  post.received.filter(({ source }) => source.includes(number)).map(({ source }) => messageId(source))
const messageId = (source: string) => /^Message-ID: (\S+)/im.exec(source)?.[1]

function jobs(): string {
  return 'graphile_worker._private_jobs'
}
