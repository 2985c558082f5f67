import type { ImportRow, TableImport, TableKind } from '../../../contract/exchange.ts'
import type { TestPerson } from '../../identity/testing.ts'
import type { TestServer } from '../../platform/testing.ts'

/** Somebody who hands in and fetches tables over HTTP. */
export function tableClient(server: TestServer, person: TestPerson) {
  const { token } = person
  async function send(kind: TableKind, content: string | Buffer, changeSet?: string) {
    const query = new URLSearchParams({ kind, name: `${kind}.csv`, ...(changeSet && { changeSet }) })
    const response = await server.app.http.inject({
      method: 'POST',
      url: `/api/v1/imports?${query}`,
      headers: { ...person.headers, 'content-type': 'application/octet-stream' },
      payload: content,
    })
    return {
      status: response.statusCode,
      body: response.json() as TableImport & { detail: string; code: string },
    }
  }
  async function get(id: string) {
    return (await server.call<TableImport>('GET', `/imports/${id}`, { token })).body
  }
  return {
    send,
    get,
    /** Hands a table in and waits until it is read. */
    async preview(kind: TableKind, content: string | Buffer, changeSet?: string): Promise<TableImport> {
      const sent = await send(kind, content, changeSet)
      if (sent.status !== 201) throw new Error(sent.body.detail)
      await server.settle()
      return get(sent.body.id)
    },
    async rows(id: string, outcome?: string): Promise<ImportRow[]> {
      const path = `/imports/${id}/rows?limit=200${outcome ? `&outcome=${outcome}` : ''}`
      return (await server.call<{ items: ImportRow[] }>('GET', path, { token })).body.items
    },
    async act(id: string, action: 'read' | 'apply' | 'undo', body: object = {}) {
      const acted = await server.call<{ code?: string; detail?: string }>(
        'POST',
        `/imports/${id}/${action}`,
        {
          token,
          body,
        },
      )
      await server.settle()
      return { ...acted, now: await get(id) }
    },
    async fetch(path: string): Promise<Buffer> {
      const response = await server.app.http.inject({
        url: `/api/v1${path}`,
        headers: person.headers,
      })
      if (response.statusCode !== 200) throw new Error(response.payload)
      return response.rawPayload
    },
  }
}
