import { useEffect, useState } from 'react'
import type { Analysis, Model } from '../../engines/configurator/index.ts'

type Told = { analysis?: Analysis; failed?: string }

/** What the engine says of a model; a newer model takes the place of one that is still being looked at. */
export function useAnalysis(model: Model): Told & { busy: boolean } {
  const [told, setTold] = useState<{ of: Model } & Told>()
  useEffect(() => {
    const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => setTold({ of: model, ...data }))
    worker.addEventListener('error', (event) => setTold({ of: model, failed: event.message }))
    worker.postMessage(model)
    return () => worker.terminate()
  }, [model])
  return { ...told, busy: told?.of !== model }
}
