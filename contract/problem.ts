import { z } from 'zod'
import { type ErrorCode, errorCodes } from './errors.ts'

/** One thing that is wrong, where, and what would be right. */
export const issue = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    path: z.array(z.string()),
    message: z.string(),
    suggestion: z.string().optional(),
  })
  .meta({ id: 'Issue' })
export type Issue = z.infer<typeof issue>

/** RFC 9457, with our stable code. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    issues: z.array(issue).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problem>
