import { type ErrorCode, errors } from '../../contract/errors.ts'
import type { Issue } from '../../contract/problem.ts'

/** A refusal: expected, explained, and answered as the problem its code stands for. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown>
  readonly issues: readonly Issue[]

  constructor(code: ErrorCode, details: Record<string, unknown> = {}, issues: readonly Issue[] = []) {
    super(sentenceOf(code, details))
    this.name = 'DomainError'
    this.code = code
    this.details = details
    this.issues = issues
  }

  get status(): number {
    return errors[this.code].status
  }
}

/** The catalogue's sentence with `{name}` filled from the details; what is missing stays visible as a dash. */
export function sentenceOf(code: ErrorCode, details: Record<string, unknown>): string {
  return errors[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name]
    return value === undefined || value === null
      ? '–'
      : Array.isArray(value)
        ? value.join(', ')
        : String(value)
  })
}

/** Why the program cannot start: one sentence for the person at the terminal, and the exit code that names it. */
export class StartupError extends Error {
  readonly exitCode: number

  constructor(sentence: string, exitCode: number) {
    super(sentence)
    this.name = 'StartupError'
    this.exitCode = exitCode
  }
}

export const exitCodes = {
  wrongConfiguration: 2,
  dataFolderUnusable: 3,
  portTaken: 4,
  alreadyRunning: 5,
  databaseNewer: 6,
  databaseUnreachable: 7,
  migrationFailed: 8,
  webAppBroken: 9,
} as const
