import { Button, Loader } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { customerWords, readFromRight } from '../../contract/customer-words/index.ts'
import type { ProposalView } from '../../contract/proposal-page.ts'
import { ProblemError } from '../shell/api.ts'
import { LocaleProvider } from '../ui/index.ts'
import { AnswerBar } from './answer-bar.tsx'
import { Brand } from './brand.tsx'
import { Facts } from './facts.tsx'
import { Lines } from './lines.tsx'
import { Card } from './passages.tsx'
import css from './proposal.module.css'
import { Questions } from './questions.tsx'
import { refusal } from './refusal.ts'
import { StateBanner } from './state-banner.tsx'
import { Totals } from './totals.tsx'
import { ProposalContext, useProposal } from './use-proposal.ts'

const route = getRouteApi('/p/$token')

/** The customer's page. No sign-in: whoever has the link is the customer. */
export function ProposalPage() {
  const { token } = route.useParams()
  const found = useProposal(token)
  const words = customerWords(found.data?.language ?? navigator.language).page
  useEffect(() => {
    if (!found.data) return
    document.documentElement.lang = found.data.language
    document.documentElement.dir = readFromRight(found.data.language) ? 'rtl' : 'ltr'
    document.title = `${found.data.title} · ${found.data.seller.name}`
  }, [found.data])

  if (found.data) return <Whole view={found.data} token={token} />
  if (!found.isError)
    return (
      <main className={css.alone}>
        <Loader size="sm" aria-label={words.loading} />
      </main>
    )
  const gone = found.error instanceof ProblemError && found.error.status === 404
  return (
    <main className={css.alone}>
      <h1 className={css.aloneTitle}>{words.gone}</h1>
      <p>{gone ? words.goneMore : refusal(found.error, words)}</p>
      {!gone && <Button onClick={() => void found.refetch()}>{words.retry}</Button>}
    </main>
  )
}

function Whole({ view, token }: { view: ProposalView; token: string }) {
  const around = useMemo(() => ({ view, token, words: customerWords(view.language).page }), [view, token])
  const { words } = around
  return (
    <LocaleProvider locale={{ language: view.language }}>
      <ProposalContext value={around}>
        <div
          className={css.page}
          style={view.seller.accent ? ({ '--q-brand': view.seller.accent } as object) : undefined}
        >
          <Brand />
          <main className={css.main}>
            <div className={css.content}>
              <Facts />
              <StateBanner />
              {view.intro.map((passage) => (
                <Card
                  key={passage.paragraphs.join()}
                  title={passage.title}
                  passages={[{ ...passage, title: undefined }]}
                />
              ))}
              <Lines />
              <Card title={words.notes} passages={[{ paragraphs: view.notes }]} />
              <Card title={words.terms} passages={view.terms} small />
              <Questions />
            </div>
            <aside className={css.side}>
              <Totals />
              <AnswerBar />
            </aside>
          </main>
          <footer className={css.footer}>
            {view.seller.footer.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </footer>
        </div>
      </ProposalContext>
    </LocaleProvider>
  )
}
