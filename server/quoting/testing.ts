import type { Quote } from '../../contract/quotes.ts'
import { findCustomer } from '../customers/index.ts'
import { findUserByName } from '../identity/index.ts'
import { tokenFor } from '../identity/testing.ts'
import { type Response, startTestServer, type TestServer } from '../platform/testing.ts'

/** The demo company's server with people signed in, and the calls that tests of quotes make all the time. */
export type SalesOffice = {
  server: TestServer
  /** A person of the demo company by user name, signed in. */
  as(username: string): Promise<Caller>
  /** The headers that say so, for requests over a real connection. */
  credentials(username: string): Promise<Record<string, string>>
  customerId(code: string): Promise<string>
}
export type Caller = {
  call<Body = Quote>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response<Body>>
  /** A new quote; refuses to go on when it could not be made. */
  newQuote(body: Record<string, unknown>): Promise<Quote>
  commands(quote: Quote, commands: unknown[], more?: Record<string, unknown>): Promise<Response<Quote>>
  /** An action in the state the caller has seen. */
  act(quote: Quote, action: string, body?: unknown): Promise<Response<Quote>>
}

export async function openSalesOffice(env: Record<string, string> = {}): Promise<SalesOffice> {
  const server = await startTestServer({ demo: true, env })
  const credentials = async (username: string) => {
    const user = await findUserByName(server.app.database, username)
    if (!user) throw new Error(`The demo company has no ${username}`)
    return tokenFor(server.app, user)
  }
  return {
    server,
    credentials,
    as: async (username) => caller(server, await credentials(username)),
    async customerId(code) {
      const customer = await findCustomer(server.app.database, code)
      if (!customer) throw new Error(`The demo company has no customer ${code}`)
      return customer.id
    },
  }
}

function caller(server: TestServer, authorization: Record<string, string>): Caller {
  const call = <Body>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) =>
    server.call<Body>(method, path, {
      headers: { ...authorization, ...headers },
      ...(body !== undefined && { body }),
    })
  return {
    call,
    async newQuote(body) {
      const made = await call<Quote>('POST', '/quotes', body)
      if (made.status !== 201) throw new Error(made.text)
      return made.body
    },
    commands: (quote, commands, more) =>
      call<Quote>('POST', `/quotes/${quote.id}/commands`, { seq: quote.seq, commands, ...more }),
    act: (quote, action, body = {}) =>
      call<Quote>('POST', `/quotes/${quote.id}/${action}`, body, { 'if-match': `"${quote.seq}"` }),
  }
}
