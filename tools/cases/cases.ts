import { charge } from './adapters/charge.ts'
import { document } from './adapters/document.ts'
import { allocation, conversion, minorUnitsOf, rounding } from './adapters/numbers.ts'
import { proration } from './adapters/proration.ts'
import { selection } from './adapters/selection.ts'
import { waterfall } from './adapters/waterfall.ts'
import type { Adapter, Answer, Case, Outcome } from './case.ts'
import { differencesOf } from './compare.ts'
import { whySkipped } from './policy.ts'

/** One adapter per kind: it writes the case as a request and a context, and reads the answer off the result. */
const adapters = new Map<string, Adapter>([
  ['charge', charge],
  ['document', document],
  ['allocation', allocation],
  ['rounding', rounding],
  ['proration', proration],
  ['conversion', conversion],
  ['selection', selection],
  ['waterfall', waterfall],
  ['minor-units', minorUnitsOf],
])

/** Runs one case through the engine. Knows nothing of files, so it runs in a browser too. */
export function runCase(given: Case): Outcome {
  const id = String((given as Partial<Case> | null)?.id)
  try {
    const reason = whySkipped(given)
    if (reason) return { id, result: 'skipped', reason }
    const differences = differencesOf(given, answerOf(given))
    return differences.length === 0 ? { id, result: 'passed' } : { id, result: 'failed', differences }
  } catch (problem) {
    const actual = problem instanceof Error ? problem.message : String(problem)
    return { id, result: 'failed', differences: [{ path: 'case', expected: 'an answer', actual }] }
  }
}

/** Everything the engine answers for a case. */
export function answerOf(given: Case): Answer {
  const adapter = adapters.get(given.kind)
  if (!adapter) throw new Error(`the kind ${given.kind} is not known`)
  return adapter(given)
}
