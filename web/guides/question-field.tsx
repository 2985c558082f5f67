import { Checkbox, Radio } from '@mantine/core'
import type { answerGuide } from '../../contract/guides.ts'
import type { Output } from '../../contract/http.ts'
import css from './guides.module.css'

type Question = Output<typeof answerGuide>['questions'][number]

/** One question with its answers; one of them, or all that apply. */
export function QuestionField({
  question,
  given,
  onAnswer,
}: {
  question: Question
  given: string[]
  onAnswer: (answers: string[]) => void
}) {
  const { text, help, several, answers } = question
  const options = answers.map((answer) => {
    const words = (
      <span>
        {answer.label}
        {answer.help && <span className={css.sub}>{answer.help}</span>}
      </span>
    )
    return several ? (
      <Checkbox key={answer.code} value={answer.code} label={words} className={css.answer} />
    ) : (
      <Radio key={answer.code} value={answer.code} label={words} className={css.answer} />
    )
  })
  const common = { label: text, description: help, className: css.question }
  return several ? (
    <Checkbox.Group {...common} value={given} onChange={onAnswer}>
      <div className={css.answers}>{options}</div>
    </Checkbox.Group>
  ) : (
    <Radio.Group {...common} value={given[0] ?? null} onChange={(answer) => onAnswer([answer])}>
      <div className={css.answers}>{options}</div>
    </Radio.Group>
  )
}
