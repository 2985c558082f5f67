import type { FromWorker, ToWorker } from './protocol.ts'
import { type Ready, sessionHost } from './session-host.ts'

// The engine beside the page: a hard model never holds up typing or scrolling.
const ready: Ready = new Map()
const hosts = new Map<number, ReturnType<typeof sessionHost>>()

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('close' in data) {
    hosts.delete(data.session)
    return
  }
  const { id, session, ask } = data
  const host = hosts.get(session) ?? sessionHost(ready)
  hosts.set(session, host)
  let answer: FromWorker
  try {
    answer = { id, told: host(ask) }
  } catch (error) {
    answer = { id, failed: error instanceof Error ? error.message : String(error) }
  }
  self.postMessage(answer)
})
