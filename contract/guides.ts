import { z } from 'zod'
import type { Scope } from '../engines/expressions/index.ts'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { decision } from './quotes.ts'
import { code, label, prose } from './values.ts'

/** Names that conditions can speak of. */
const word = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be a word that begins with a small letter, such as "workload"')

/** In either spelling of the expression language; speaks of answers by the code of their question. */
const condition = z
  .union([z.object({ expression: z.string().max(most('pricing', 'shortExpression')) }), z.looseObject({})])
  .meta({
    description: 'Condition over the answers, such as { "expression": "workload == \\"cad\\"" }',
  })

export const guideQuestion = z.strictObject({
  code: word,
  text: label,
  help: prose.optional(),
  /** Several answers may be given; conditions then read a list. */
  several: z.boolean().default(false),
  answers: z
    .array(
      z.strictObject({
        code,
        label,
        help: z.string().max(most('values', 'hint')).optional(),
        image: z
          .string()
          .regex(/^\/(?!\/)[\w./-]{1,200}$/)
          .optional(),
      }),
    )
    .min(2)
    .max(most('lists', 'answers')),
  /** Asked only when this holds. */
  when: condition.optional(),
})

/** A product that fits when its condition holds, and what is decided on it from the start. */
export const guideOffer = z.strictObject({
  product: code,
  when: condition.optional(),
  /** Why it fits, in a sentence for the customer. */
  because: label,
  decisions: z
    .array(z.strictObject({ decision, when: condition.optional() }))
    .max(most('lists', 'hundred'))
    .default([]),
})

/** Guided selling: questions that lead to products and options. */
export const guide = z
  .strictObject({
    code,
    name: label,
    text: prose.optional(),
    questions: z.array(guideQuestion).min(1).max(most('lists', 'some')),
    offers: z.array(guideOffer).min(1).max(most('lists', 'many')),
    active: z.boolean().default(true),
  })
  .meta({ id: 'Guide' })
export type Guide = z.infer<typeof guide>

/** What the conditions of a guide may speak of: each question, as one answer or a list of them. */
export function guideScope(
  questions: readonly Pick<Guide['questions'][number], 'code' | 'text' | 'several'>[],
): Scope {
  return Object.fromEntries(
    questions.map(({ code, text, several }): [string, Scope[string]] => [
      code,
      several
        ? { type: 'list', of: { type: 'text' }, label: `“${text}”`, max: 30 }
        : { type: 'text', label: `“${text}”` },
    ]),
  )
}

const answers = z.record(word, z.array(code).max(most('lists', 'answers')))
export type Answers = z.infer<typeof answers>

const tag = 'Configuration'

export const listGuides = endpoint({
  method: 'GET',
  path: '/guides',
  tag,
  summary: 'Guides that lead to products by questions',
  permission: 'catalog.read',
  response: z.object({
    items: z.array(
      z.object({ code, name: z.string(), text: z.string().optional(), questions: z.number().int() }),
    ),
  }),
})

export const answerGuide = endpoint({
  method: 'POST',
  path: '/guides/:code/answers',
  tag,
  summary: 'Answers in; which questions are left and which products fit, out',
  permission: 'catalog.read',
  params: z.object({ code }),
  body: z.strictObject({ answers: answers.default({}) }),
  response: z.object({
    code,
    name: z.string(),
    text: z.string().optional(),
    /** Those that apply with these answers, in order; `answered` holds what was said. */
    questions: z.array(guideQuestion.omit({ when: true }).extend({ answered: z.array(z.string()) })),
    /** Nothing is left to ask. */
    complete: z.boolean(),
    offers: z.array(
      z.object({
        product: code,
        name: z.string(),
        image: z.string().optional(),
        configurable: z.boolean(),
        because: z.string(),
        /** The answers that led here, in words. */
        reasons: z.array(z.string()),
        decisions: z.array(decision),
      }),
    ),
  }),
  errors: ['reference.not-found', 'guide.answer-unknown'],
})
