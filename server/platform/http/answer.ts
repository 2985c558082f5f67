import type { Readable } from 'node:stream'

const answerBrand = Symbol('answer')

/** An output with what belongs into the head of the response. */
export type Answer<Output> = { readonly [answerBrand]: true; readonly output: Output; readonly head: Head }
export type Head = {
  /** Which state the output shows; the value is quoted for the header. */
  etag?: string | number
  location?: string
  status?: number
  headers?: Readonly<Record<string, string | readonly string[]>>
}

/** For endpoints that produce something else than JSON. */
export type FileBody = Buffer | Readable

/** The output together with an ETag, a Location, another status or further headers (cookies, for one). */
export function answer<Output>(output: Output, head: Head): Answer<Output> {
  return { [answerBrand]: true, output, head }
}

export function isAnswer(value: unknown): value is Answer<unknown> {
  return typeof value === 'object' && value !== null && answerBrand in value
}
