import { type Logger, pino } from 'pino'

/** One JSON object a line, for machines; what is secret never gets in. */
export function makeLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    redact: {
      paths: [...secrets, ...secrets.map((name) => `*.${name}`), ...secrets.map((name) => `*.*.${name}`)],
      censor: '[secret]',
    },
  })
}

const secrets = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  'password',
  'token',
  'secret',
  'connectionString',
]

/** Of an error what helps to find it; libraries hang whole connections onto theirs. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack } = error
  const { code, detail } = error as { code?: string; detail?: string }
  return {
    type: name,
    message,
    stack,
    ...(code !== undefined && { code }),
    ...(detail !== undefined && { detail }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}
