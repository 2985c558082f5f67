import { Logger as JobLogger } from 'graphile-worker'
import type { Logger } from 'pino'

export const silentJobLogger = new JobLogger(() => () => {})

/** The queue's own messages in our log: its information is our debugging. */
export function jobLogger(log: Logger): JobLogger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const
  return new JobLogger(() => (level, message) => log[levels[level]]({ part: 'jobs' }, message))
}
