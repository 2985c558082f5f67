/** For tests: what a run through models says, as one text, the same wherever it runs. */
import type { Model } from './index.ts'
import { compile, startSession } from './index.ts'

/** Clicks through every value of every choice, asks for reasons and repairs, and completes; all answers as lines. */
export function transcript(models: readonly Model[]): string {
  return models.flatMap(linesOf).join('\n')
}

function linesOf(model: Model): string[] {
  const result = compile(model)
  if (!result.ok) return [model.code, JSON.stringify(result.issues)]
  const session = startSession(result.compiled)
  const answers: unknown[] = [model.code, session.domains()]
  for (const domain of session.domains()) {
    if (domain.kind !== 'choice' && domain.kind !== 'boolean') continue
    // From the last value on, so that not everything stays as it is by default.
    for (const { value } of domain.values.toReversed()) {
      const wanted = { variable: domain.variable, value }
      const outcome = session.decide(wanted)
      answers.push(outcome)
      if (!outcome.ok) answers.push(session.repair(wanted))
    }
  }
  answers.push(session.complete(), session.save())
  return answers.map((a) => JSON.stringify(a))
}
