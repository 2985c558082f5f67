import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { App } from './platform/app.ts'
import { DomainError, exitCodes, StartupError } from './platform/domain-error.ts'
import { sendPage } from './platform/http/security-headers.ts'

const root = join(import.meta.dirname, '..')
const built = join(root, 'web/dist')

/** Serves the web app, built first where that is missing or its sources have changed. */
export async function serveWebApp(app: App): Promise<void> {
  if (!app.config.webApp) return
  await buildIfNeeded((line) => app.log.info(line))
  const page = readFileSync(join(built, 'index.html'), 'utf8')

  await app.http.register(fastifyStatic, {
    root: join(built, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    immutable: true, // their names change with their content
    preCompressed: true,
    maxAge: '1y',
  })
  // What lies beside the page under a fixed name: icons, the manifest.
  for (const file of globSync('**/*.{svg,png,ico,webmanifest,txt,woff2}', {
    cwd: built,
    exclude: ['assets/**'],
  })) {
    const content = readFileSync(join(built, file))
    const type = typeOf(file)
    app.http.get(`/${file}`, (_, reply) =>
      reply.type(type).header('cache-control', 'max-age=3600').send(content),
    )
  }
  // The app finds its own way: every other address that could be one of its pages gets the page.
  app.http.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    if (path.startsWith('/api/') || path.startsWith('/assets/'))
      throw new DomainError('request.not-found', { path })
    return sendPage(reply, page)
  })
}

/** Builds the web app unless it was built from exactly these sources. */
export async function buildIfNeeded(log: (line: string) => void): Promise<void> {
  const mark = join(built, '.sources')
  const sources = hashOfSources()
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return
  log('Building the web app')
  const { build } = await import('vite')
  try {
    await build({ root: join(root, 'web'), logLevel: 'error' })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartupError(`The web app could not be built: ${reason}`, exitCodes.webAppBroken)
  }
  compressAssets()
  writeFileSync(mark, sources)
}

/** Once at build time, so that no request waits for it. */
function compressAssets(): void {
  for (const file of globSync('assets/*.{js,css,svg}', { cwd: built })) {
    const content = readFileSync(join(built, file))
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
    writeFileSync(join(built, `${file}.br`), brotliCompressSync(content, quality))
    writeFileSync(join(built, `${file}.gz`), gzipSync(content, { level: 9 }))
  }
}

function hashOfSources(): string {
  const files = [
    ...globSync('{web,contract,engines}/**/*.{ts,tsx,css,html,svg,json}', {
      cwd: root,
      exclude: (name) => name === 'dist' || name === 'node_modules',
    }),
    'package-lock.json',
  ]
    .filter((file) => !file.endsWith('.test.ts') && !file.startsWith(join('web', 'dist')))
    .sort()
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function typeOf(file: string): string {
  const types: Record<string, string> = {
    svg: 'image/svg+xml',
    png: 'image/png',
    ico: 'image/x-icon',
    webmanifest: 'application/manifest+json',
    woff2: 'font/woff2',
  }
  return types[file.slice(file.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8'
}
