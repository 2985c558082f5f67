import { type Answers, type Guide, guideScope } from '../../contract/guides.ts'
import type { Decision } from '../../engines/configurator/answers.ts'
import { type Condition, compileCondition } from '../../engines/expressions/index.ts'

type Question = Guide['questions'][number]
/** A product that fits; `reasons` are the answers that led to it, in words. */
export type Fitting = { product: string; because: string; reasons: string[]; decisions: Decision[] }

/**
 * The questions that apply and the products that fit. Answers to questions that no longer apply do not count; a
 * condition about what was not answered yet does not hold.
 */
export function follow(guide: Guide, answers: Answers): { questions: Question[]; offers: Fitting[] } {
  const scope = guideScope(guide.questions)
  const given: Answers = {}
  const facts: Record<string, unknown> = {}
  /** The questions a condition spoke of when it holds. */
  const holds = (when: unknown): readonly string[] | undefined => {
    if (when === undefined) return []
    const compiled = compileCondition(when as Condition, scope) // it was checked when it was published
    return compiled.ok && compiled.test(facts) ? compiled.fields : undefined
  }
  const questions = guide.questions.filter(({ code, several, when }) => {
    if (!holds(when)) return false
    const said = answers[code] ?? []
    if (said.length > 0) {
      given[code] = said
      facts[code] = several ? said : said[0]
    }
    return true
  })
  const offers = guide.offers.flatMap(({ product, because, when, decisions }) => {
    const fields = holds(when)
    if (!fields) return []
    const asked = guide.questions.filter(({ code }) => fields.includes(code))
    const reasons = asked.flatMap((question) => inWords(question, given[question.code] ?? []))
    const decided = decisions.filter((each) => holds(each.when)).map((each) => each.decision)
    return [{ product, because, reasons, decisions: decided }]
  })
  return { questions, offers }
}

function inWords({ answers }: Question, said: readonly string[]): string[] {
  return said.flatMap((answer) => answers.find((each) => each.code === answer)?.label ?? [])
}
