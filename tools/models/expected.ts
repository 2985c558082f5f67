/** The expected answers that lie beside the models (`cfg-expected/1`). */
export type Run = number | [from: number, to: number]

export type Request = {
  after: number
  want: number
  minConflict: number
  minRepair: number
  conflict: number[]
  repair: number[]
}

export type Sequence = {
  kind: string
  seed: number
  steps: { d: number; t: Run[]; f: Run[] }[]
  requests?: Request[]
}

export type Optimum = { after: number; decisions?: number[]; min: number }

export type Expected = {
  schema: string
  model: string
  sat: boolean
  features: Run[]
  core: Run[]
  dead: Run[]
  sequences: Sequence[]
  cost?: Record<string, unknown>
}

/** Lists with runs, written out. */
export function expand(runs: Run[]): number[] {
  return runs.flatMap((r) =>
    typeof r === 'number' ? [r] : Array.from({ length: r[1] - r[0] + 1 }, (_, i) => r[0] + i),
  )
}
