import { guideScope } from '../../../contract/guides.ts'
import type { FieldSpec, KindForm, State } from '../describe.ts'
import { active, name, text } from './shared.ts'

const rows = (value: unknown) => (Array.isArray(value) ? value : []) as State[]

/** Conditions speak of answers by the code of their question. */
const scope = (around: State) =>
  guideScope(
    rows(around.questions)
      .filter((question) => text(question.code) !== '')
      .map((question) => ({
        code: text(question.code),
        text: text(question.text) || text(question.code),
        several: question.several === true,
      })),
  )
const when = (help: string): FieldSpec => ({
  name: 'when',
  label: 'Only if',
  kind: 'condition',
  scope,
  help,
  wide: true,
})

const answer: FieldSpec[] = [
  { name: 'code', label: 'Answer code', kind: 'text', required: true, help: 'What conditions compare with.' },
  { name: 'label', label: 'Answer', kind: 'text', required: true },
  { name: 'help', label: 'Explanation', kind: 'text' },
  { name: 'image', label: 'Image', kind: 'text', help: 'An address in this application: /images/desk.svg.' },
]

const question: FieldSpec[] = [
  {
    name: 'code',
    label: 'Question code',
    kind: 'text',
    required: true,
    help: 'A word conditions can use, such as workload.',
  },
  { name: 'several', label: 'Several answers', kind: 'boolean' },
  { name: 'text', label: 'Question', kind: 'text', required: true, wide: true },
  { name: 'help', label: 'Explanation', kind: 'text', wide: true },
  {
    name: 'answers',
    label: 'Answers',
    kind: 'list',
    one: 'answer',
    fields: answer,
    start: {},
    wide: true,
  },
  when('Empty: always asked.'),
]

const offer: FieldSpec[] = [
  { name: 'product', label: 'Product', kind: 'code', of: 'products', required: true },
  {
    name: 'because',
    label: 'Why it fits',
    kind: 'text',
    required: true,
    help: 'A sentence for the customer.',
  },
  when('Empty: it always fits.'),
  {
    name: 'decisions',
    label: 'Options decided from the start',
    kind: 'list',
    one: 'decision',
    fields: [
      { name: 'decision', label: 'Decision', kind: 'decision', wide: true },
      when('Empty: whenever the product fits.'),
    ],
    start: { decision: {} },
    wide: true,
  },
]

/** Questions that lead to products. */
export const guides: KindForm = {
  start: { active: true, questions: [{ answers: [{}, {}] }], offers: [{}] },
  summary: (body) => `${rows(body.questions).length} questions, ${rows(body.offers).length} offers`,
  sections: [
    {
      title: 'Guide',
      help: 'Questions about the customer’s work lead to products and their first options.',
      fields: [name, active, { name: 'text', label: 'Introduction', kind: 'prose', wide: true }],
    },
    {
      title: 'Questions',
      help: 'Asked in this order.',
      fields: [
        {
          name: 'questions',
          label: 'Questions',
          kind: 'list',
          one: 'question',
          fields: question,
          start: { answers: [{}, {}] },
          wide: true,
        },
      ],
    },
    {
      title: 'Offers',
      help: 'Every product whose condition holds is offered, with what is decided on it.',
      fields: [
        { name: 'offers', label: 'Offers', kind: 'list', one: 'offer', fields: offer, start: {}, wide: true },
      ],
    },
  ],
}
