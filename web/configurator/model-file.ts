import {
  importCsp,
  importDimacs,
  importSxfm,
  importUvl,
  type Model,
} from '../../engines/configurator/index.ts'

/** Unpacked text beyond this is no product model anybody would open here. */
const mostBytes = 64 * 1024 * 1024
export const endings = ['.uvl', '.splx', '.sxfm', '.dimacs', '.cnf', '.json', '.gz']

/** Reads a model from a file somebody chose, gzipped or not; throws an error that says what is wrong. */
export async function readModelFile(file: File): Promise<Model> {
  const packed = file.name.endsWith('.gz')
  const text = packed ? await unpacked(file) : await file.text()
  const name = file.name.replace(/\.gz$/, '')
  if (/\.(dimacs|cnf)$/i.test(name)) return importDimacs(text)
  if (/\.(splx|sxfm|xml)$/i.test(name)) return importSxfm(text)
  if (/\.uvl$/i.test(name)) return importUvl(text)
  if (/\.json$/i.test(name)) return fromJson(text)
  throw new Error(`${file.name} is none of the forms that can be read: ${endings.join(', ')}.`)
}

/** Our own form, or a list of variables, tables and rules as constraint solvers keep them. */
function fromJson(text: string): Model {
  const parsed = JSON.parse(text) as Record<string, unknown>
  if (Array.isArray(parsed.variables)) return parsed as unknown as Model // the engine checks it when it is loaded
  if (Array.isArray(parsed.vars)) return importCsp(parsed as Parameters<typeof importCsp>[0])
  throw new Error('A model as JSON has a list "variables" (this program’s form) or "vars" (cfg-csp/1).')
}

async function unpacked(file: File): Promise<string> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return new Blob(chunks).text()
    size += value.byteLength
    if (size > mostBytes) {
      await reader.cancel()
      throw new Error(`${file.name} holds more than ${mostBytes / 1024 / 1024} MB.`)
    }
    chunks.push(value)
  }
}
