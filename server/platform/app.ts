import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Actor } from './context.ts'
import type { Database } from './database.ts'
import type { Events } from './events/events.ts'
import { createHttp } from './http/create-http.ts'
import { serveHealth } from './http/health.ts'
import { sealAnswers } from './http/idempotency.ts'
import { observeRequests } from './http/observe.ts'
import { serveOpenApi } from './http/openapi.ts'
import { answerProblems } from './http/problems.ts'
import { addSecurityHeaders } from './http/security-headers.ts'
import type { BoundEndpoint } from './http/serve.ts'
import type { Jobs } from './jobs/jobs.ts'
import { rotateKeys } from './keyring/rotate-keys.ts'
import type { SealedColumn } from './keyring/sealed-columns.ts'
import { nobody } from './make-context.ts'
import { type Metrics, makeMetrics } from './metrics.ts'
import { readAllowed } from './outside/addresses.ts'
import { type Outside, outsideBy } from './outside/outside.ts'
import { deleteOldRecords } from './retention.ts'

/** Says who sends a request; `nobody` when it carries no sign of anyone, a refusal when the sign is wrong. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor>

/** What a module registers itself with: one per running node (or test), never global. */
export type App = {
  readonly config: Config
  readonly log: Logger
  readonly clock: Clock
  readonly database: Database
  readonly http: FastifyInstance
  readonly events: Events
  readonly jobs: Jobs
  readonly metrics: Metrics
  /** The way to addresses that people entered. */
  readonly outside: Outside
  /** Every endpoint bound so far. */
  readonly endpoints: BoundEndpoint[]
  /** Every column with sealed values, for the rotation of keys. */
  readonly sealed: SealedColumn[]
  /** Set once by the identity module. */
  authenticate: Authenticate
  /** Fills an empty installation, when the operator wants it; safe to run again. */
  readonly seeds: ((app: App) => Promise<void>)[]
  /** Lines for the operator once the server listens, such as the demo logins. */
  readonly greetings: ((app: App) => Promise<string[]>)[]
  /** Runs when the node stops, before the database closes. */
  readonly closers: (() => Promise<void>)[]
  /** No longer ready for new requests. */
  stopping: boolean
}

/** An app without modules, on a migrated database. Nothing listens or runs yet. */
export function createApp(parts: { config: Config; log: Logger; database: Database; clock?: Clock }): App {
  const { config, log, database } = parts
  const app: App = {
    config,
    log,
    clock: parts.clock ?? systemClock,
    database,
    http: createHttp(config),
    events: { subscriptions: new Map(), listeners: new Set(), wake: () => {} },
    jobs: { handlers: new Map(), crons: [] },
    metrics: makeMetrics(database),
    outside: outsideBy(readAllowed(config.allowPrivateHosts)),
    endpoints: [],
    sealed: [],
    authenticate: async () => nobody,
    seeds: [],
    greetings: [],
    closers: [],
    stopping: false,
  }
  addSecurityHeaders(app)
  observeRequests(app)
  answerProblems(app)
  serveHealth(app)
  serveOpenApi(app)
  deleteOldRecords(app)
  sealAnswers(app)
  rotateKeys(app)
  return app
}
