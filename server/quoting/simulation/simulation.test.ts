import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimulatedQuote, Simulation } from '../../../contract/simulations.ts'
import { type Caller, openSalesOffice, type SalesOffice } from '../testing.ts'

let office: SalesOffice
let petra: Caller
beforeAll(async () => {
  office = await openSalesOffice()
  petra = await office.as('petra')
})
afterAll(() => office.server.close())

type Body = Record<string, unknown>

/** A change set in which every list price of a product's purchase becomes another. */
async function repriced(product: string, unitAmount: string): Promise<string> {
  const { body: set } = await petra.call<{ id: string }>('POST', '/change-sets', {
    title: `${product} at ${unitAmount}`,
  })
  const found = await petra.call<{ items: { code: string; body: Body }[] }>(
    'GET',
    `/reference/prices?parent=${product}.BUY&limit=50`,
  )
  for (const { code, body } of found.body.items.filter((each) => each.body.unitAmount)) {
    await petra.call('PUT', `/change-sets/${set.id}/prices/${code}`, { ...body, unitAmount } as Body)
  }
  return set.id
}

async function simulated(set: string, scope: Body = { open: true }): Promise<Simulation> {
  const started = await petra.call<Simulation>('POST', `/change-sets/${set}/simulations`, scope)
  expect([started.status, started.body.status]).toEqual([202, 'running'])
  await office.server.settle()
  return (await petra.call<Simulation>('GET', `/simulations/${started.body.id}`)).body
}
const quotesOf = async (id: string) =>
  (await petra.call<{ items: SimulatedQuote[] }>('GET', `/simulations/${id}/quotes?limit=200`)).body.items

describe('a change set tried on open quotes', () => {
  it('says which change and by how much, and changes none of them', async () => {
    const anna = await office.as('anna')
    const quote = await anna.newQuote({ lines: [{ product: 'MON-27', quantity: '10' }] })
    const simulation = await simulated(await repriced('MON-27', '1000.00'))
    expect(simulation).toMatchObject({ status: 'done', stale: false })
    expect(simulation.done).toBe(simulation.total)
    const mine = (await quotesOf(simulation.id)).find((each) => each.quote === quote.id)
    expect(mine).toMatchObject({ number: quote.number, before: { net: quote.totals.net } })
    expect(mine?.outcome).not.toBe('same')
    expect(Number(mine?.difference)).toBeGreaterThan(0)
    const both = await petra.call<{ before: { rows: object[] }; after: { total: string } }>(
      'GET',
      `/simulations/${simulation.id}/quotes/${quote.id}`,
    )
    expect(both.body.before.rows.length).toBeGreaterThan(0)
    expect((await anna.call('GET', `/quotes/${quote.id}`)).body.totals).toEqual(quote.totals)
    const counted = Object.values(simulation.counts).reduce((sum, count) => sum + count, 0)
    expect(counted).toBe(simulation.total)
    expect(simulation.bands.reduce((sum, band) => sum + band.count, 0)).toBeLessThanOrEqual(counted)
  })

  it('leaves all as they are where nothing they hold changes', async () => {
    const { body: set } = await petra.call<{ id: string }>('POST', '/change-sets', {
      title: 'Nobody buys it',
    })
    await petra.call('PUT', `/change-sets/${set.id}/segments/NOBODY`, { name: 'Nobody' })
    const { counts, total } = await simulated(set.id)
    expect(counts).toEqual({ same: total, changed: 0, unapprovable: 0, invalid: 0 })
  })

  it('goes on where it stopped after a crash, and each quote is counted once', async () => {
    const set = await repriced('MON-24', '500.00')
    const whole = await simulated(set, { open: true, months: 12 })
    // As if the node had died before the last were stored: the job comes again.
    const { database } = office.server.app
    await database.query(
      `update simulated_quotes set outcome = null where simulation_id = $1 and position > 3`,
      [whole.id],
    )
    await database.query(`update simulations set status = 'running', finished_at = null where id = $1`, [
      whole.id,
    ])
    await office.server.app.jobs.handlers.get('quoting.simulate')?.(
      (await import('../../platform/index.ts')).systemContext(office.server.app),
      { id: whole.id },
    )
    await office.server.settle()
    const again = (await petra.call<Simulation>('GET', `/simulations/${whole.id}`)).body
    expect({ ...again, finishedAt: '' }).toEqual({ ...whole, finishedAt: '' })
  })

  it('says when the change set was changed since', async () => {
    const set = await repriced('MON-27', '990.00')
    const { id } = await simulated(set)
    await petra.call('PUT', `/change-sets/${set}/segments/LATE`, { name: 'Late' })
    expect((await petra.call<Simulation>('GET', `/simulations/${id}`)).body.stale).toBe(true)
  })

  it('shows no margin to people who may not see it, and no simulation to those who see other quotes', async () => {
    const robin = await office.as('robin')
    const { id } = await simulated(await repriced('MON-27', '980.00'))
    const seen = await robin.call<Simulation>('GET', `/simulations/${id}`)
    expect([seen.status, seen.body.before.margin]).toEqual([200, undefined])
    const anna = await office.as('anna')
    expect((await anna.call('GET', `/simulations/${id}`)).status).toBe(404)
  })
})
