import { registerModules } from './modules.ts'
import { createApp } from './platform/app.ts'
import { attachDatabase } from './platform/attach-database.ts'
import { loadConfig } from './platform/config.ts'
import { StartupError } from './platform/domain-error.ts'
import { makeLog } from './platform/log.ts'
import { demandPort } from './platform/port.ts'
import { runApp } from './platform/run-app.ts'
import { serveWebApp } from './web-app.ts'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error('Quoin runs on the Node that `npm ci` brings along: start it with `npm start`.')
  process.exit(1)
}

try {
  await start()
} catch (error) {
  if (!(error instanceof StartupError)) throw error
  console.error(error.message)
  process.exit(error.exitCode)
}

async function start(): Promise<void> {
  const config = loadConfig(process.env)
  const log = makeLog(config.logLevel)
  const database = await attachDatabase(config, log)
  let stopApp = async () => {}
  const stop = async () => {
    await stopApp()
    await database.close()
  }

  try {
    await demandPort(config)
    const app = createApp({ config, log, database })
    await registerModules(app)
    await serveWebApp(app)
    if (!process.argv.includes('--empty')) for (const seed of app.seeds) await seed(app)
    stopApp = await runApp(app)
    endCleanly(stop)
    const greetings = await Promise.all(app.greetings.map((greet) => greet(app)))
    console.log(['', `Quoin is ready: ${config.publicUrl}`, ...greetings.flat(), ''].join('\n'))
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ctrl-C and the orders of a supervisor; whoever asks twice does not want to wait. */
function endCleanly(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      const patience = setTimeout(() => process.exit(1), 20_000)
      stop()
        .catch((error: unknown) => {
          console.error(error)
          process.exitCode = 1
        })
        .finally(() => {
          clearTimeout(patience)
          process.exit()
        })
    })
  }
}
