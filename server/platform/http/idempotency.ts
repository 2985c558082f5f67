import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../domain-error.ts'
import { defineSealed } from '../keyring/sealed-columns.ts'
import type { Presented } from './present.ts'

type Stored = { request_hash: string; status: number; headers: Record<string, string>; body: string }

/**
 * Does `work` once for each key of an actor: its answer is stored in the same transaction as what it wrote, and given
 * again when the same request comes again. Refusals are not stored; they changed nothing.
 */
export function once(
  ctx: Context,
  request: FastifyRequest,
  key: string,
  work: (ctx: Context) => Promise<Presented>,
): Promise<Presented> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new DomainError('request.invalid', {}, [
      {
        code: 'format',
        severity: 'error',
        path: ['idempotency-key'],
        message: 'must be 1 to 200 visible characters',
      },
    ])
  }
  const hash = hashOf(request)
  const place = placeOf(ctx.actor.id, key)

  return ctx.transaction(async (tx) => {
    const [found] = await tx.query<{ free: boolean; stored: Stored | null }>(findStored, [ctx.actor.id, key])
    if (found?.stored) return replay(found.stored, hash, (body) => tx.keys.open(body, place))
    if (!found?.free) throw new DomainError('request.in-progress')

    const presented = await work(tx.ctx)
    if (typeof presented.body !== 'string') return presented // files are made again
    const { status, headers, body } = presented
    const sealed = tx.keys.seal(body, place)
    const values = [ctx.actor.id, key, hash, status, JSON.stringify(headers), sealed]
    const added = await tx.query(addStored, values)
    // The first request finished between our look and our lock.
    if (added.length === 0) throw new DomainError('request.in-progress')
    return presented
  })
}

const placeOf = (actorId: string, key: string) => ({
  table: 'idempotency_keys',
  column: 'body',
  row: `${actorId} ${key}`,
})

/** Answers can hold anything; they lie sealed for the day they are kept. */
export function sealAnswers(app: App): void {
  defineSealed(app, {
    table: 'idempotency_keys',
    key: ['actor_id', 'key'],
    column: 'body',
    row: (stored) => `${stored.actor_id} ${stored.key}`,
    form: 'text',
  })
}

function replay(stored: Stored, hash: string, open: (body: string) => string): Presented {
  if (stored.request_hash !== hash) throw new DomainError('request.key-reused')
  const headers = { ...stored.headers, 'idempotency-replayed': 'true' }
  return { status: stored.status, headers, body: open(stored.body) }
}

function hashOf(request: FastifyRequest): string {
  const { body } = request
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? ''))
    .digest('base64')
}

const findStored = `
  select pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0)) as free,
    (select to_jsonb(k) from idempotency_keys k where actor_id = $1 and key = $2) as stored`
const addStored = `
  insert into idempotency_keys (actor_id, key, request_hash, status, headers, body)
  values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning key`
