import { price } from '../../engines/pricer/index.ts'
import type { Case } from './case.ts'
import { answerOf } from './cases.ts'
import { demoContext, demoRequests } from './demo-quotes.ts'

/**
 * All the engine answers for cases and for the quotes of the demo company, one line each: wherever it runs, these must be
 * the same bytes.
 */
export function transcript(cases: readonly Case[]): string {
  return [...cases.map(answered), ...quotes()].join('\n')
}

function answered(given: Case): string {
  try {
    return `${given.id} ${JSON.stringify(answerOf(given))}`
  } catch (problem) {
    return `${given.id} refused: ${problem instanceof Error ? problem.message : String(problem)}`
  }
}

function quotes(): string[] {
  const context = demoContext()
  return demoRequests().map(({ name, request }) => `${name} ${JSON.stringify(price(request, context))}`)
}
