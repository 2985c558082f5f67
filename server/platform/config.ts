import { resolve } from 'node:path'
import { z } from 'zod'
import { exitCodes, StartupError } from './domain-error.ts'

const port = z.coerce.number('must be a number').int('must be a whole number').min(0).max(65535)
const flag = z
  .enum(['0', '1', 'true', 'false'], 'must be 1 or 0')
  .transform((text) => text === '1' || text === 'true')
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgres://user:password@host:5432/database')

/** Every variable the program reads, with its default. Empty counts as not set. */
const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address people use, such as https://quotes.example.com',
    })
    .optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number('must be a number').int().min(2).max(500).default(16),
  DATABASE_NAMED_STATEMENTS: flag.default(false),
  QUOIN_DATA: z.string().default('./data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  WORKER_CONCURRENCY: z.coerce.number('must be a number').int().min(1).max(100).default(4),
  TRUST_PROXY: flag.default(false),
  WEB_APP: flag.default(true),
  DOCUMENT_STORE: z
    .string()
    .regex(/^(s3|file):\/\/\S+$/, 'must look like s3://bucket/prefix?endpoint=https://… or file:///folder')
    .optional(),
  DOCUMENT_STORE_KEY: z.string().optional(),
  DOCUMENT_STORE_SECRET: z.string().optional(),
  QUOIN_KEYS: z.string().optional(),
  QUOIN_KEYS_FILE: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must look like smtp://user:password@mail.example.com:587')
    .optional(),
  ALLOW_PRIVATE_HOSTS: z
    .string()
    .regex(
      /^(\*|[\w.:-]+(\/\d{1,3})?)([\s,]+[\w.:-]+(\/\d{1,3})?)*$/,
      'must be names, addresses and networks such as "idp.internal, 10.1.0.0/16", or "*"',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address such as "Quotes <quotes@example.com>"')
    .optional(),
})

export type Config = {
  port: number
  host: string
  /** Without a slash at the end. */
  publicUrl: string
  /** Absent: the embedded server in `dataFolder`. */
  databaseUrl?: string
  /** Around a connection pooler, for listening, locks and migrations; the same as `databaseUrl` without one. */
  directDatabaseUrl?: string
  poolSize: number
  /** Named statements are faster, and break behind a pooler that shares connections between transactions. */
  namedStatements: boolean
  dataFolder: string
  logLevel: string
  role: 'all' | 'web' | 'worker'
  workerConcurrency: number
  /** Believe X-Forwarded-For and its kin: only behind a proxy of one's own. */
  trustProxy: boolean
  /** Off where the web app is served from somewhere else. */
  webApp: boolean
  /** Where contents of documents lie; absent: in the database. */
  documentStore?: string
  documentStoreKey?: string
  documentStoreSecret?: string
  /** Master keys, "NAME:KEY,NAME:KEY", or a file with one a line; absent: a file in the data folder, made at first. */
  keys?: string
  keysFile?: string
  /** Of addresses entered in the program: what of the inside they may lead to all the same. */
  allowPrivateHosts: string
  /** Absent: mail is written, kept for the administrator to read, and not sent. */
  smtpUrl?: string
  mailFrom: string
}

/** Takes the environment and returns the configuration, or refuses with one sentence for each wrong value. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = variables.safeParse(given)
  if (!parsed.success) throw new StartupError(complaint(parsed.error, given), exitCodes.wrongConfiguration)

  const value = parsed.data
  const directDatabaseUrl = value.DATABASE_DIRECT_URL ?? value.DATABASE_URL
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ''),
    ...(value.DATABASE_URL && { databaseUrl: value.DATABASE_URL }),
    ...(directDatabaseUrl && { directDatabaseUrl }),
    poolSize: value.DATABASE_POOL_SIZE,
    namedStatements: value.DATABASE_NAMED_STATEMENTS,
    dataFolder: resolve(value.QUOIN_DATA),
    logLevel: value.LOG_LEVEL,
    role: value.ROLE,
    workerConcurrency: value.WORKER_CONCURRENCY,
    trustProxy: value.TRUST_PROXY,
    webApp: value.WEB_APP,
    ...(value.DOCUMENT_STORE && { documentStore: value.DOCUMENT_STORE }),
    ...(value.DOCUMENT_STORE_KEY && { documentStoreKey: value.DOCUMENT_STORE_KEY }),
    ...(value.DOCUMENT_STORE_SECRET && { documentStoreSecret: value.DOCUMENT_STORE_SECRET }),
    ...(value.QUOIN_KEYS && { keys: value.QUOIN_KEYS }),
    ...(value.QUOIN_KEYS_FILE && { keysFile: resolve(value.QUOIN_KEYS_FILE) }),
    allowPrivateHosts: value.ALLOW_PRIVATE_HOSTS ?? '',
    ...(value.SMTP_URL && { smtpUrl: value.SMTP_URL }),
    mailFrom: value.MAIL_FROM ?? `Quoin <quoin@${new URL(value.PUBLIC_URL ?? 'http://localhost').hostname}>`,
  }
}

/** "PORT: must be a number (it is "http")"; an address that holds a password is not repeated. */
function complaint(error: z.ZodError, given: Record<string, string | undefined>): string {
  return error.issues
    .map((issue) => {
      const name = String(issue.path[0])
      const shown = /^(DATABASE|SMTP).*URL$|^QUOIN_KEYS$|SECRET$/.test(name)
        ? ''
        : ` (it is "${given[name]}")`
      return `${name}: ${issue.message}${shown}`
    })
    .join('\n')
}
