import { createServer } from 'node:net'
import type { Config } from './config.ts'
import { exitCodes, StartupError } from './domain-error.ts'

/** Refuses a port that cannot be had, before the work of a first start. */
export async function demandPort(config: Config): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((opened, failed) => {
      probe.once('error', failed)
      probe.listen({ port: config.port, host: config.host }, opened)
    })
  } catch (error) {
    throw portRefusal(error, config)
  }
  await new Promise((closed) => probe.close(closed))
}

/** Why listening failed, for the person at the terminal; any other error as it is. */
export function portRefusal(error: unknown, { port }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartupError(
        `Port ${port} is taken by another program. Name a free one in PORT.`,
        exitCodes.portTaken,
      )
    case 'EACCES':
      return new StartupError(
        `Port ${port} is not open to this user. Name one above 1023 in PORT.`,
        exitCodes.portTaken,
      )
    default:
      return error
  }
}
