/** Work that is asked for often and done once: one run at a time, and one more if it was asked for meanwhile. */
export function coalesced(
  work: () => Promise<unknown>,
  { delayMs, onError }: { delayMs: number; onError: (error: unknown) => void },
): { nudge: () => void; stop: () => Promise<void> } {
  let asked = false
  let stopped = false
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (asked && !stopped) {
      if (delayMs > 0) await new Promise((done) => setTimeout(done, delayMs))
      asked = false
      try {
        await work()
      } catch (error) {
        if (!stopped) onError(error)
      }
    }
    running = undefined
  }

  return {
    nudge() {
      asked = true
      if (!stopped) running ??= run()
    },
    async stop() {
      stopped = true
      await running
    },
  }
}
