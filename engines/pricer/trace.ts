import type { RoundingMode } from '../money/index.ts'
import type { Run } from './prepare/run.ts'
import type { RoundingPoint, Step } from './types.ts'

/** A step of the quote as a whole, written when somebody reads the trace. */
export type Trace = () => Step

/** How a step says where it rounded. */
export function roundedAt(
  run: Run,
  point: RoundingPoint,
): { point: RoundingPoint; mode: RoundingMode; step: string } {
  return { point, mode: run.mode, step: run.step }
}

/** The steps behind some traces. */
export function written(traces: readonly Trace[]): Step[] {
  return traces.map((trace) => trace())
}

/** The numbers a step read or made, without those that are not there. */
export function numbers(values: Record<string, string | undefined>): Record<string, string> {
  const present: Record<string, string> = {}
  for (const name in values) {
    const value = values[name]
    if (value !== undefined) present[name] = value
  }
  return present
}

/** A candidate that was looked at and not taken. */
export function rejectedStep(
  step: Step['step'],
  kind: string,
  row: { code: string; revision: number; name?: string },
  because: string,
): Step {
  const source = {
    kind,
    code: row.code,
    revision: row.revision,
    ...(row.name === undefined ? {} : { name: row.name }),
  }
  return { step, source, because: [because], in: {}, out: {}, rejected: true }
}
