import type { Endpoint, Input, Output } from '../../contract/http.ts'
import type { Problem } from '../../contract/problem.ts'
import { takeAhead } from './ahead.ts'

/** A refusal of the server, or of the way to it; `problem` says what, where and what would be right. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
  }
  get code() {
    return this.problem.code
  }
  get status() {
    return this.problem.status
  }
}

export type CallOptions = {
  /** State the caller has seen, as `etag` said it. */
  ifMatch?: string | number
  /** One for each thing a person does, the same for each attempt at it. */
  idempotencyKey?: string
  signal?: AbortSignal
}
export type Answer<E> = { data: Output<E>; etag: string | undefined }

// An endpoint that declares no parameters at all may be called without input.
// oxlint-disable-next-line typescript/no-explicit-any -- the schemas of an endpoint are of any kind
type AnyEndpoint = Endpoint<any, any, any, any>
type Given<E> = Input<E> & CallOptions
type Arguments<E> = Record<string, never> extends Input<E> ? [given?: Given<E>] : [given: Given<E>]

let onSignedOut: () => void = () => {}
/** What happens when the server no longer knows who is asking; set once by the shell. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act
}

/** Calls one operation of the contract. Throws a `ProblemError`, also when nothing answers. */
export async function call<E extends AnyEndpoint>(endpoint: E, ...[given]: Arguments<E>): Promise<Answer<E>> {
  const response = await send(endpoint, given ?? {})
  if (!response.ok) throw await refusal(response, endpoint)
  const etag = response.headers.get('etag') ?? undefined
  // The contract is what the server checks its answers against; they are not checked a second time here.
  const data = (response.status === 204 ? null : await response.json()) as Output<E>
  return { data, etag }
}

/** Calls an operation that makes a file, where what it is made from has to be sent. */
export async function callForFile<E extends AnyEndpoint>(
  endpoint: E,
  ...[given]: Arguments<E>
): Promise<Blob> {
  const response = await send(endpoint, given ?? {})
  if (!response.ok) throw await refusal(response, endpoint)
  return response.blob()
}

/** The address of a file an endpoint produces, for links and downloads. */
export function hrefOf<E extends AnyEndpoint>(endpoint: E, ...[given]: Arguments<E>): string {
  return addressOf(endpoint, given ?? {})
}

export function newIdempotencyKey(): string {
  return crypto.randomUUID()
}

type Loose = { params?: unknown; query?: unknown; body?: unknown } & CallOptions

async function send(endpoint: AnyEndpoint, given: Loose): Promise<Response> {
  const address = addressOf(endpoint, given)
  const ahead = endpoint.method === 'GET' ? await takeAhead(address) : undefined
  if (ahead) return ahead
  const headers: Record<string, string> = { accept: 'application/json' }
  if (given.body !== undefined) headers['content-type'] = endpoint.consumes ?? 'application/json'
  if (given.ifMatch !== undefined) headers['if-match'] = quoted(given.ifMatch)
  if (given.idempotencyKey) headers['idempotency-key'] = given.idempotencyKey
  try {
    return await fetch(address, {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      ...(given.body !== undefined && {
        body: endpoint.consumes ? (given.body as BodyInit) : JSON.stringify(given.body),
      }),
      ...(given.signal && { signal: given.signal }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ProblemError(unreachable())
  }
}

function addressOf(endpoint: AnyEndpoint, given: Loose): string {
  const params = (given.params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_: string, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((given.query ?? {}) as Record<string, unknown>)) {
    if (Array.isArray(value)) for (const each of value) query.append(name, String(each))
    else if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `/api/v1${path}${text && `?${text}`}`
}

async function refusal(response: Response, endpoint: AnyEndpoint): Promise<ProblemError> {
  const problem = await readProblem(response)
  if (response.status === 401 && endpoint.permission !== 'anyone' && problem.code.startsWith('auth.')) {
    if (problem.code !== 'auth.wrong-credentials') onSignedOut()
  }
  return new ProblemError(problem)
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'code' in body && 'detail' in body)
      return body as Problem
  } catch {
    // A proxy or a dying server answers without our form; the status says all there is to say.
  }
  const requestId = response.headers.get('x-request-id') ?? ''
  const status = response.status
  return status >= 500 && status !== 500
    ? { ...unreachable(), status, requestId }
    : { ...unreachable(), code: 'server.failed', status, requestId, detail: `The server answered ${status}.` }
}

function unreachable(): Problem {
  return {
    type: 'about:blank',
    title: 'No answer',
    status: 0,
    code: 'server.busy',
    detail: 'The server cannot be reached. Check the connection; nothing you entered is lost.',
    requestId: '',
  }
}

function quoted(state: string | number): string {
  const text = String(state)
  return text.includes('"') ? text : `"${text}"`
}
