import { type Prepared, prepare } from './prepare/prepared.ts'
import { requestOf } from './price.ts'
import type { PriceContext, Priced } from './types.ts'

/** What a result was made of, short enough to print: two results with the same header have the same amounts. */
export type TraceHeader = {
  engine: string
  asOf: string
  revision: number
  policy: string
  context: string
  request: string
}

/** The header of a trace. Hashes are SHA-256 of the JSON with its keys in order, so they say the same everywhere. */
export function traceHeader(priced: Priced, context: PriceContext | Prepared): TraceHeader {
  const { engine, asOf } = priced
  const prepared = prepare(context)
  let known = hashes.get(prepared)
  if (!known) {
    const { policy: _policy, ...rows } = prepared.context
    known = { policy: fingerprint(prepared.policy), context: fingerprint(rows) }
    hashes.set(prepared, known)
  }
  return {
    engine,
    asOf,
    revision: prepared.context.revision,
    ...known,
    request: fingerprint(requestOf(priced)),
  }
}

const hashes = new WeakMap<Prepared, { policy: string; context: string }>()

/** SHA-256 of some JSON, in hexadecimal. */
export function fingerprint(value: unknown): string {
  return sha256(new TextEncoder().encode(inOrder(value)))
}

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${inOrder(each)}`).join()}}`
}

/** FIPS 180-4. The platforms' own is asynchronous in browsers, and an engine answers at once. */
function sha256(bytes: Uint8Array): string {
  const length = bytes.length
  const padded = new Uint8Array(((length + 72) >> 6) << 6)
  padded.set(bytes)
  padded[length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000))
  view.setUint32(padded.length - 4, length << 3)
  const state = Int32Array.from(roots(8, 2))
  const constants = roots(64, 3)
  const words = new Int32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + 4 * i)
    compress(state, words, constants)
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function compress(state: Int32Array, words: Int32Array, constants: readonly number[]): void {
  const word = (index: number) => words[index] as number
  for (let i = 16; i < 64; i++) {
    const [a, b] = [word(i - 15), word(i - 2)]
    const low = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const high = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    words[i] = (word(i - 16) + low + word(i - 7) + high) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g)
    const first =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + (constants[i] as number) + word(i)) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = ((state[index] as number) + value) | 0
  })
}

function turned(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by))
}

/** The first 32 bits of the fractions of square (2) or cube (3) roots of the first primes. */
function roots(count: number, degree: 2 | 3): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    let isPrime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false
    if (!isPrime) continue
    const root = degree === 2 ? Math.sqrt(n) : Math.cbrt(n)
    found.push(((root - Math.floor(root)) * 0x100000000) | 0)
  }
  return found
}
