import { Anchor, Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { answerGuide } from '../../contract/guides.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { Page } from '../ui/index.ts'
import css from './guides.module.css'
import { Offers } from './offers.tsx'
import { QuestionField } from './question-field.tsx'

const route = getRouteApi('/inside/guides/$code')

/** /guides/$code: questions on the left, the products that fit so far on the right. The answers are in the address. */
export function GuidePage() {
  const { code } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const answers = search.answers ?? {}
  const found = useQuery({
    queryKey: ['guides', code, answers],
    queryFn: async ({ signal }) =>
      (await call(answerGuide, { params: { code }, body: { answers }, signal })).data,
    placeholderData: keepPreviousData,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  const { name, text, questions, offers, complete } = found.data
  const answer = (question: string, given: string[]) => {
    const next = { ...answers, [question]: given }
    if (given.length === 0) delete next[question]
    void navigate({ search: (before) => ({ ...before, answers: next }), replace: true })
  }
  return (
    <Page
      title={name}
      above={
        <Anchor component={Link} to="/guides" c="dimmed">
          Find a product
        </Anchor>
      }
      below={text}
      actions={
        Object.keys(answers).length > 0 && (
          <Button
            variant="default"
            onClick={() => void navigate({ search: ({ answers: _, ...before }) => before, replace: true })}
          >
            Start again
          </Button>
        )
      }
    >
      <div className={css.columns}>
        <ol className={css.questions} aria-label="Questions">
          {questions.map((question) => (
            <li key={question.code}>
              <QuestionField
                question={question}
                given={answers[question.code] ?? []}
                onAnswer={(given) => answer(question.code, given)}
              />
            </li>
          ))}
        </ol>
        <Offers offers={offers} complete={complete} quote={search.quote} />
      </div>
    </Page>
  )
}
