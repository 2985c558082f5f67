import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { id, instant, page, paging } from './values.ts'

export const auditEntry = z
  .object({
    id: id('aud'),
    at: instant,
    actorId: z.string(),
    actorName: z.string(),
    via: z.enum(['session', 'token', 'key', 'client', 'system', 'nobody']),
    address: z.string().optional(),
    userAgent: z.string().optional(),
    requestId: z.string().optional(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    why: z.string().optional(),
    /** Its place in the chain of hashes; absent until it is sealed, a minute later at most. */
    position: z.number().int().optional(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntry>

const filter = z.object({
  subjectKind: z.string().max(most('values', 'code')).optional(),
  subjectId: z.string().max(most('values', 'code')).optional(),
  actorId: z.string().max(most('values', 'code')).optional(),
  /** The whole name of an action, or its beginning with a dot: "quote." */
  action: z.string().max(most('values', 'code')).optional(),
  from: instant.optional(),
  to: instant.optional(),
})
const tag = 'Audit'

export const listAuditEntries = endpoint({
  method: 'GET',
  path: '/audit-entries',
  tag,
  summary: 'Read the audit trail, newest first',
  permission: 'audit.read',
  query: paging.extend(filter.shape),
  response: page(auditEntry),
})

export const exportAuditEntries = endpoint({
  method: 'GET',
  path: '/audit-entries/export',
  tag,
  summary: 'The audit trail as a file, oldest first: JSON Lines or CSV',
  permission: 'audit.read',
  query: filter.extend({ format: z.enum(['jsonl', 'csv']).default('jsonl') }),
  response: z.unknown(),
  produces: 'application/octet-stream',
})

export const auditHead = z.object({
  position: z.coerce.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

export const verifyAuditTrail = endpoint({
  method: 'GET',
  path: '/audit-entries/verification',
  tag,
  summary: 'Whether the sealed trail is whole: nothing changed, missing or added',
  description:
    'Keep the head somewhere else and hand it in the next time: then cutting off the end is found as well.',
  permission: 'audit.read',
  query: auditHead.partial(),
  response: z.object({
    whole: z.boolean(),
    from: z.number().int().describe('The first entry that is kept'),
    sealed: z.number().int(),
    erased: z.number().int().describe('Entries out of which personal words were erased, as later ones say'),
    waiting: z.number().int().describe('Entries not sealed yet'),
    head: auditHead.optional(),
    findings: z.array(
      z.object({
        kind: z.enum(['changed', 'missing', 'added']),
        position: z.number().int(),
        entry: z.string().optional(),
        message: z.string(),
      }),
    ),
  }),
})

// ── What retention took off ─────────────────────────────────────────────────────────────────────────────────────────

const archiveId = id('aar')
const archive = z
  .object({
    id: archiveId,
    from: z.number().int(),
    to: z.number().int(),
    firstAt: instant,
    lastAt: instant,
    size: z.number().int(),
    fetchedAt: instant.optional(),
  })
  .meta({ id: 'AuditArchive' })
export type AuditArchive = z.infer<typeof archive>

export const listAuditArchives = endpoint({
  method: 'GET',
  path: '/audit-archives',
  tag,
  summary: 'Entries that retention took off the trail, in files to be kept elsewhere',
  permission: 'audit.read',
  response: z.object({ items: z.array(archive) }),
})

export const fetchAuditArchive = endpoint({
  method: 'GET',
  path: '/audit-archives/:id/file',
  tag,
  summary: 'One of these files: JSON Lines, with salts, digests and hashes, so that it proves itself',
  permission: 'audit.read',
  params: z.object({ id: archiveId }),
  response: z.unknown(),
  produces: 'application/octet-stream',
  errors: ['audit.no-archive'],
})

export const deleteAuditArchive = endpoint({
  method: 'DELETE',
  path: '/audit-archives/:id',
  tag,
  summary: 'Remove a file that was fetched',
  permission: 'settings.write',
  params: z.object({ id: archiveId }),
  response: z.null(),
  status: 204,
  errors: ['audit.no-archive', 'audit.archive-not-fetched'],
})
