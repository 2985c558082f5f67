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

/** The proven smallest sum of weights after the first decisions of a sequence. */
export type ExpectedOptimum = { objective: string; seq: number; after: number; min: number }

export type Expected = {
  schema: string
  model: string
  sat: boolean
  features: Run[]
  core: Run[]
  dead: Run[]
  sequences: Sequence[]
  cost?: { optima: ExpectedOptimum[] }
}

/** Lists with runs, written out. */
export function expand(runs: Run[]): number[] {
  return runs.flatMap((r) =>
    typeof r === 'number' ? [r] : Array.from({ length: r[1] - r[0] + 1 }, (_, i) => r[0] + i),
  )
}
