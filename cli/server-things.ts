import { listReferenceData } from '../contract/text-form.ts'
import type { Client } from './client.ts'
import { byKey, type Thing } from './folder.ts'

export type Published = Thing & { revision: number }

/** Everything the server has at a revision; the current one when none is said. */
export async function serverThings(
  client: Client,
  revision?: number,
): Promise<{ revision: number; things: Map<string, Published> }> {
  const all: Published[] = []
  let at = revision
  let cursor: string | undefined
  do {
    const page = await client(listReferenceData, { query: { limit: 1000, revision: at, cursor } })
    all.push(...page.items)
    at = page.revision
    cursor = page.next
  } while (cursor !== undefined)
  return { revision: at ?? 0, things: byKey(all) }
}
