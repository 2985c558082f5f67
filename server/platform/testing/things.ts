import { z } from 'zod'
import { endpoint } from '../../../contract/http.ts'
import { currency, id, label, paging, quantity } from '../../../contract/values.ts'
import {
  type App,
  announce,
  answer,
  DomainError,
  decodeCursor,
  demandMatch,
  nobody,
  serve,
} from '../index.ts'

/** An API of its own, with a table of things, for what HTTP itself does. */
const part = z.object({ quantity, currency, notes: label.optional() })
const order = z.object({ part, tags: z.array(z.object({ name: label })).default([]) })
const shelf = { tag: 'Test', permission: 'signed-in', response: z.object({ shown: z.string() }) } as const

const addThing = endpoint({
  ...shelf,
  method: 'POST',
  path: '/things',
  summary: 'Add',
  body: order,
  status: 201,
})
const changeThing = endpoint({
  ...shelf,
  method: 'PUT',
  path: '/things/:id',
  summary: 'Change',
  params: z.object({ id: id('thi') }),
  ifMatch: true,
})
const listThings = endpoint({ ...shelf, method: 'GET', path: '/things', summary: 'List', query: paging })
const readQuotes = endpoint({
  ...shelf,
  method: 'POST',
  path: '/read',
  summary: 'Read',
  permission: 'quotes.read',
  body: order,
})
const open = endpoint({ ...shelf, method: 'POST', path: '/open', summary: 'Open', permission: 'anyone' })
const breakDown = endpoint({ ...shelf, method: 'GET', path: '/break', summary: 'Break' })
const slow = endpoint({ ...shelf, method: 'POST', path: '/slow', summary: 'Slow' })
const leak = endpoint({ ...shelf, method: 'GET', path: '/leak', summary: 'Leak' })

/** What happened in it: how many things were added, and the way on for a request that waits. */
export type Happened = { added: number; release: () => void }

export function serveThings(app: App, happened: Happened): void {
  app.authenticate = async ({ headers }) => {
    const name = headers.authorization?.replace('Bearer ', '') ?? headers.cookie
    if (name === 'wrong') throw new DomainError('auth.token-invalid')
    if (name === undefined) return nobody
    const grants = name === 'reader' ? new Map([['quotes.read', 'all'] as const]) : new Map()
    return { id: name, name, grants, via: headers.cookie ? 'session' : 'token' }
  }
  serve(app, addThing, (ctx, { body }) =>
    ctx.transaction(async (tx) => {
      happened.added += 1
      await tx.query('insert into things values ($1)', [body.part.quantity])
      announce(tx, 'thing.added', 'thing', {})
      if (body.part.notes === 'refuse') throw new DomainError('quote.not-found', { id: 'quo_1' })
      return answer({ shown: `${happened.added}` }, { etag: 1, location: '/things/1' })
    }),
  )
  serve(app, changeThing, (_ctx, { headers }) => {
    demandMatch(headers.ifMatch, 7)
    return { shown: 'changed' }
  })
  serve(app, listThings, (_ctx, { query }) => {
    const position = decodeCursor(query.cursor, z.tuple([z.string()]))
    return answer({ shown: position?.[0] ?? 'start' }, { etag: 'list' })
  })
  serve(app, readQuotes, () => ({ shown: 'read' }))
  serve(app, open, () => ({ shown: 'open' }))
  serve(app, breakDown, () => {
    throw new Error('password of the database: hunter2')
  })
  serve(app, leak, () => ({ shown: 'public', cost: '12.00' }))
  serve(app, slow, async (ctx) => {
    await ctx.db.query('select 1')
    await new Promise<void>((done) => {
      happened.release = done
    })
    return { shown: 'slow' }
  })
}

export const body = { part: { quantity: '3', currency: 'eur' } }
