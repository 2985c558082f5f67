/**
 * The process that sets type. Typst works synchronously and keeps much memory, so it runs apart from the server and is
 * replaced when it has grown.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFolders } from './fonts.ts'
import { demandLocal } from './local-template.ts'

export type TypstRequest = {
  id: number
  template: string
  sheet: string
  madeAt: number
  /** A PDF to keep, or all pages as one drawing to look at. */
  as: 'pdf' | 'svg'
}
export type TypstReply =
  | { id: number; made: Uint8Array; pages: number; memoryMb: number }
  | { id: number; problem: string; memoryMb: number }

const templates = join(import.meta.dirname, 'templates')

for (const file of readdirSync(templates)) {
  if (file.endsWith('.typ')) demandLocal(readFileSync(join(templates, file), 'utf8'))
}
const compiler = NodeCompiler.create({
  workspace: templates,
  fontArgs: [{ fontPaths: fontFolders() }],
})

process.on('message', (request: TypstRequest) => {
  const reply = set(request)
  process.send?.(reply)
  // Typst's memory is given back only between turns of the loop, and only when its cache lets go.
  compiler.evictCache(3)
})
// The server is gone: nobody waits for pages any more.
process.on('disconnect', () => process.exit(0))

function set({ id, template, sheet, madeAt, as }: TypstRequest): TypstReply {
  const memoryMb = () => Math.round(process.memoryUsage().rss / 1e6)
  try {
    const compiled = compiler.compile({ mainFilePath: join(templates, template), inputs: { sheet } })
    const document = compiled.result
    if (!document || compiled.hasError()) {
      const problems = compiled.takeDiagnostics()?.shortDiagnostics ?? []
      return { id, problem: JSON.stringify(problems).slice(0, 2000), memoryMb: memoryMb() }
    }
    const made =
      as === 'pdf'
        ? compiler.pdf(document, { creationTimestamp: madeAt })
        : // Indented for people it would be three times as long.
          Buffer.from(compiler.plainSvg(document).replace(/\n\s+/g, ' '))
    return { id, made, pages: document.numOfPages, memoryMb: memoryMb() }
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error), memoryMb: memoryMb() }
  }
}
