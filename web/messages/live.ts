import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { StreamedChange } from '../../contract/messages.ts'

/** Which answers a change makes old, by how its name begins. */
const stale: [prefix: string, keys: string[]][] = [
  ['notification.', ['notifications']],
  ['approval.', ['approvals', 'quote-approvals', 'quotes', 'approval-brief']],
]

/**
 * Keeps what is on the screen up to date: the server says what changed, and the answers that speak of it are asked for
 * again. The browser reconnects by itself; after that everything could be old, so all of it is looked at once.
 */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => {
    if (typeof EventSource === 'undefined') return
    const source = new EventSource('/api/v1/events')
    let broken = false
    source.addEventListener('change', (event) => {
      const change = JSON.parse(event.data as string) as StreamedChange // as the contract says
      for (const [prefix, keys] of stale) if (change.type.startsWith(prefix)) refresh(client, keys)
    })
    source.addEventListener('error', () => {
      broken = true
    })
    source.addEventListener('open', () => {
      if (broken) refresh(client, ['notifications', 'approvals'])
      broken = false
    })
    return () => source.close()
  }, [client])
}

function refresh(client: QueryClient, keys: readonly string[]): void {
  for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
}
