import { analyse, type Model } from '../../engines/configurator/index.ts'

// Beside the page: counting the configurations of a hard model never holds up typing.
self.addEventListener('message', ({ data }: MessageEvent<Model>) => {
  try {
    self.postMessage({ analysis: analyse(data) })
  } catch (error) {
    self.postMessage({ failed: error instanceof Error ? error.message : String(error) })
  }
})
