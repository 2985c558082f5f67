import { lookup } from 'node:dns'
import type { RequestOptions } from 'node:http'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { DomainError } from '../domain-error.ts'
import { type Allowed, isAllowed, isOutside } from './addresses.ts'

/** Looks a name up; one of a test answers otherwise the second time. */
export type Resolve = typeof lookup
export type Outside = {
  /** The address to connect to, looked up once and checked; refuses what is not outside. */
  addressOf(name: string): Promise<{ address: string; family: number }>
  /** Like `fetch`, over http and https; connects to the checked address only, and follows nothing. */
  fetch(url: string | URL, given?: OutsideRequest): Promise<Response>
}
export type OutsideRequest = {
  method?: string
  headers?: Headers | Record<string, string>
  body?: string | Uint8Array
  signal?: AbortSignal
  timeoutMs?: number
  /** Bytes of an answer that are taken; more is refused. */
  limit?: number
}

const defaultLimit = 5 * 1024 * 1024

/**
 * The way to whatever address somebody entered in the program: it leads to the internet, never to this machine or the
 * networks around it. A name is looked up once and the connection goes to what was checked, so that a name that changes
 * its mind leads nowhere else; a redirect is an answer like any other.
 */
export function outsideBy(allowed: Allowed, resolve: Resolve = lookup): Outside {
  const demand = (name: string, address: string) => {
    if (!isOutside(address) && !isAllowed(allowed, name, address))
      throw new DomainError('address.inside', { host: name })
  }
  /** For connections: answers with checked addresses only. */
  const lookupChecked: LookupFunction = (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const usable = found.filter(({ address }) => isOutside(address) || isAllowed(allowed, name, address))
      const [first] = usable
      if (!first) return done(new DomainError('address.inside', { host: name }), '', 0)
      return options.all ? done(null, usable) : done(null, first.address, first.family)
    })
  }
  return {
    async addressOf(name) {
      const bare = bareHost(name)
      const version = isIP(bare)
      if (version !== 0) {
        demand(bare, bare)
        return { address: bare, family: version }
      }
      return new Promise((done, fail) => {
        lookupChecked(bare, { all: false }, (error, address, family) =>
          error ? fail(error) : done({ address: address as string, family: family ?? 4 }),
        )
      })
    },
    fetch(url, given = {}) {
      const to = new URL(url)
      const host = bareHost(to.hostname)
      // An address needs no lookup, so nothing else would check it.
      if (isIP(host) !== 0) demand(host, host)
      return send(to, { lookup: lookupChecked }, given)
    },
  }
}

/** "[::1]" is how a URL writes "::1". */
const bareHost = (host: string) => host.replace(/^\[(.*)\]$/, '$1')

function send(
  to: URL,
  connection: Pick<RequestOptions, 'lookup'>,
  { method = 'GET', headers, body, signal, timeoutMs = 10_000, limit = defaultLimit }: OutsideRequest,
): Promise<Response> {
  const request = to.protocol === 'https:' ? secureRequest : plainRequest
  const stop = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])])
  return new Promise((done, fail) => {
    const sent = request(
      to,
      {
        ...connection,
        method,
        headers: Object.fromEntries(new Headers(headers)),
        signal: stop,
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = []
        let size = 0
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > limit)
            answer.destroy(new Error(`The answer of ${to.host} is longer than ${limit} bytes`))
          else chunks.push(chunk)
        })
        answer.on('error', fail)
        answer.on('end', () => {
          const status = answer.statusCode ?? 502
          const empty = status === 204 || status === 304
          const names = Object.entries(answer.headers).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, [value].flat().join(', ')] as [string, string]],
          )
          done(new Response(empty ? null : Buffer.concat(chunks), { status, headers: names }))
        })
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}
