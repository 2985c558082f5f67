import type { Endpoint, Input, Output } from '../contract/http.ts'
import type { Problem } from '../contract/problem.ts'
import { Refusal } from './refusal.ts'

/** Calls operations of the contract on one installation. */
export type Client = <E extends AnyEndpoint>(endpoint: E, given: Input<E>) => Promise<Output<E>>

// oxlint-disable-next-line typescript/no-explicit-any -- the schemas of an endpoint are of any kind
type AnyEndpoint = Endpoint<any, any, any, any>
type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

export function makeClient(url: string, token?: string): Client {
  return async (endpoint, input) => {
    const given = input as Loose
    const response = await send(url, endpoint, given, token)
    const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined)
    if (!response.ok) throw new Refusal(sentenceOf(response, answer as Problem | undefined))
    // The server has checked its answer against the contract.
    return answer as Output<typeof endpoint>
  }
}

async function send(url: string, endpoint: AnyEndpoint, given: Loose, token?: string): Promise<Response> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(given.params?.[name])),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given.query ?? {})) {
    if (value !== undefined) query.set(name, String(value))
  }
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  if (given.body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(`${url.replace(/\/$/, '')}/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: endpoint.method,
      headers,
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
    })
  } catch {
    throw new Refusal(`Nothing answers at ${url}.`)
  }
}

function sentenceOf(response: Response, problem: Problem | undefined): string {
  if (!problem?.detail) return `The server answered ${response.status}.`
  const issues = (problem.issues ?? []).map((issue) => `  ${issue.path.join('/')}: ${issue.message}`)
  return [problem.detail, ...issues.slice(0, 20)].join('\n')
}
