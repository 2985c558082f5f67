import { z } from 'zod'
import { endpoint } from './http.ts'
import { instant } from './values.ts'

const tag = 'System'

export const systemState = z
  .object({
    version: z.string(),
    node: z.string(),
    database: z.string(),
    /** The last file of the database's schema that was applied. */
    schema: z.string(),
    startedAt: instant,
    memoryBytes: z.number().int(),
    connections: z.object({ open: z.number().int(), idle: z.number().int(), waiting: z.number().int() }),
    waiting: z.object({
      jobsDue: z.number().int(),
      jobsGivenUp: z.number().int(),
      eventsUnnumbered: z.number().int(),
      eventsRetried: z.number().int(),
      mails: z.number().int(),
      auditUnsealed: z.number().int(),
    }),
    /** Jobs that failed and are tried again, or were given up. */
    failedJobs: z.array(
      z.object({
        id: z.string(),
        job: z.string(),
        attempts: z.number().int(),
        givenUp: z.boolean(),
        nextAt: instant,
        error: z.string(),
      }),
    ),
    /** Routes of this node since it started, the slowest first. */
    slowRoutes: z.array(
      z.object({
        route: z.string(),
        requests: z.number().int(),
        meanMs: z.number(),
        totalSeconds: z.number(),
      }),
    ),
    /** Of the whole database, where it keeps statistics of statements. */
    slowQueries: z
      .array(
        z.object({
          query: z.string(),
          calls: z.number().int(),
          meanMs: z.number(),
          totalSeconds: z.number(),
        }),
      )
      .optional(),
    storage: z.object({
      databaseBytes: z.number().int(),
      /** Share of reads the database answered from its memory. */
      cacheHits: z.number().optional(),
      tables: z.array(z.object({ table: z.string(), bytes: z.number().int(), rows: z.number().int() })),
    }),
  })
  .meta({ id: 'SystemState' })
export type SystemState = z.infer<typeof systemState>

export const readSystem = endpoint({
  method: 'GET',
  path: '/system',
  tag,
  summary: 'How the system is: versions, queues, failures, slow routes and queries, storage',
  permission: 'system.read',
  response: systemState,
})

export const readUsage = endpoint({
  method: 'GET',
  path: '/system/usage',
  tag,
  summary: 'What people did, by person and day, from the audit trail',
  permission: 'system.read',
  query: z.object({ days: z.coerce.number().int().min(1).max(92).default(14) }),
  response: z.object({
    items: z.array(
      z.object({
        day: z.string(),
        actorId: z.string(),
        actorName: z.string(),
        signIns: z.number().int(),
        changes: z.number().int(),
      }),
    ),
  }),
})

const rotation = z
  .object({
    id: z.string(),
    keyId: z.string(),
    startedAt: instant,
    finishedAt: instant.optional(),
    seen: z.number().int(),
    sealed: z.number().int(),
    total: z.number().int(),
  })
  .meta({ id: 'KeyRotation' })

export const readKeys = endpoint({
  method: 'GET',
  path: '/system/keys',
  tag,
  summary: 'The keys that seal data, what lies sealed, and how rotations went',
  permission: 'system.read',
  response: z.object({
    keys: z.array(
      z.object({ id: z.string(), madeAt: instant, current: z.boolean(), retiredAt: instant.optional() }),
    ),
    sealed: z.array(z.object({ table: z.string(), column: z.string() })),
    rotations: z.array(rotation),
  }),
})

export const startRotation = endpoint({
  method: 'POST',
  path: '/system/keys/rotations',
  tag,
  summary: 'Make a new key and seal everything under it, while people work',
  description: 'One that is under way is answered as it is.',
  permission: 'system.write',
  response: rotation,
  status: 202,
})
