import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Actor } from './context.ts'
import type { Database } from './database.ts'
import type { Events } from './events.ts'
import type { BoundEndpoint } from './http/serve.ts'
import type { Jobs } from './jobs.ts'

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
  readonly endpoints: BoundEndpoint[]
  /** Set once by the identity module. */
  authenticate: Authenticate
  /** Fills an empty installation, when the operator wants it; safe to run again. */
  readonly seeds: ((app: App) => Promise<void>)[]
  /** Lines for the operator once the server listens, such as the demo logins. */
  readonly greetings: ((app: App) => Promise<string[]>)[]
  /** Runs when the node stops, before the database closes. */
  readonly closers: (() => Promise<void>)[]
}
