/**
 * `npm run dev`: the server starts again at each change, the web app changes in place. Vite answers on PORT and hands
 * the API on to the server one port above.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'
import { noncePlaceholder } from '../server/platform/http/security-headers.ts'

const root = join(import.meta.dirname, '..')
const port = Number(process.env.PORT ?? 3000)
const apiPort = port + 1

const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', 'server/main.ts', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PORT: String(apiPort),
      PUBLIC_URL: `http://localhost:${port}`,
      WEB_APP: '0',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
      ALLOW_PRIVATE_HOSTS: process.env.ALLOW_PRIVATE_HOSTS ?? 'localhost 127.0.0.1 ::1',
    },
  },
)

const toServer = { target: `http://127.0.0.1:${apiPort}`, changeOrigin: false }
const web = await createServer({
  root: join(root, 'web'),
  server: {
    port,
    strictPort: true,
    host: true,
    proxy: { '/api': toServer, '/healthz': toServer, '/readyz': toServer, '/metrics': toServer },
  },
  plugins: [
    { name: 'no-nonce', transformIndexHtml: (html) => html.replaceAll(noncePlaceholder, 'development') },
  ],
})
await web.listen()
web.printUrls()

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.kill(signal)
    void web.close()
  })
}
server.on('exit', (code) => process.exit(code ?? 0))
