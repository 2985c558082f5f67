import { join } from 'node:path'
import { build, type Rolldown } from 'vite'

const root = join(import.meta.dirname, '..')

/** A file with the engines it uses as one script, made in memory as the web app's are made; `name` is what it exports. */
export async function bundle(file: string, name: string): Promise<string> {
  const made = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: join(root, file), formats: ['iife'], name } },
  })) as Rolldown.RolldownOutput[]
  const chunk = made[0]?.output[0]
  if (!chunk) throw new Error('The engines could not be bundled')
  return chunk.code
}
