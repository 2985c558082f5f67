import { charge } from './adapters/charge.ts'
import { document } from './adapters/document.ts'
import { allocation, conversion, minorUnitsOf, rounding } from './adapters/numbers.ts'
import { proration } from './adapters/proration.ts'
import { selection } from './adapters/selection.ts'
import { waterfall } from './adapters/waterfall.ts'
import type { Adapter, Case, Outcome } from './case.ts'
import { differencesOf } from './compare.ts'
import { whySkipped } from './policy.ts'

/** One adapter per kind: it writes the case as a request and a context, and reads the answer off the result. */
const adapters: Record<string, Adapter> = {
  charge,
  document,
  allocation,
  rounding,
  proration,
  conversion,
  selection,
  waterfall,
  'minor-units': minorUnitsOf,
}

/** Runs one case through the engine. Knows nothing of files, so it runs in a browser too. */
export function runCase(given: Case): Outcome {
  const reason = whySkipped(given)
  if (reason) return { id: given.id, result: 'skipped', reason }
  const adapter = adapters[given.kind]
  if (!adapter) return failed(given, 'kind', 'a kind with an adapter', given.kind)
  try {
    const differences = differencesOf(given, adapter(given))
    return differences.length === 0
      ? { id: given.id, result: 'passed' }
      : { id: given.id, result: 'failed', differences }
  } catch (problem) {
    return failed(given, 'error', 'an answer', problem instanceof Error ? problem.message : String(problem))
  }
}

function failed(given: Case, path: string, expected: string, actual: string): Outcome {
  return { id: given.id, result: 'failed', differences: [{ path, expected, actual }] }
}
