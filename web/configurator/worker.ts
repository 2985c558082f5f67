import type { FromWorker, ToWorker } from './protocol.ts'
import { sessionHost } from './session-host.ts'

// The engine beside the page: a hard model never holds up typing or scrolling.
const host = sessionHost()

self.addEventListener('message', ({ data: { id, ask } }: MessageEvent<ToWorker>) => {
  let answer: FromWorker
  try {
    answer = { id, told: host(ask) }
  } catch (error) {
    answer = { id, failed: error instanceof Error ? error.message : String(error) }
  }
  self.postMessage(answer)
})
