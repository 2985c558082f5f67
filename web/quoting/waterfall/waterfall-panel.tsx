import { Alert, Skeleton, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getWaterfall, type Quote } from '../../../contract/quotes.ts'
import type { Step } from '../../../engines/pricer/types.ts'
import { call } from '../../shell/api.ts'
import { useQuote, useQuoteState } from '../store/use-quote.ts'
import { StepList } from './step-list.tsx'
import css from './waterfall.module.css'
import { WaterfallChart } from './waterfall-chart.tsx'

type Line = Quote['lines'][number]['id']

/** How a price came about: from list to total, each step with its reason and what was looked at and not taken. */
export function WaterfallPanel({ line }: { line: string | undefined }) {
  const id = useQuote((quote) => quote.id)
  const seq = useQuote((quote) => quote.seq)
  const version = useQuote((quote) => quote.version)
  const waits = useQuoteState((state) => state.waiting > 0)
  const found = useQuery({
    queryKey: ['waterfall', id, version, seq, line],
    queryFn: async ({ signal }) =>
      (
        await call(getWaterfall, {
          params: { id },
          query: { version, ...(line && { line: line as Line }) },
          signal,
        })
      ).data,
    placeholderData: (before) => before,
    enabled: !waits,
  })
  if (found.isError) return <Alert color="red">{found.error.message}</Alert>
  if (!found.data) return <Skeleton height={240} />
  const { rows, currency, sentences, steps } = found.data
  const stale = waits || found.isPlaceholderData
  return (
    <div className={css.panel} data-stale={stale || undefined} aria-busy={stale}>
      <WaterfallChart rows={rows.filter((row) => !row.rejected)} currency={currency} />
      {sentences.length > 0 && (
        <section>
          <h3 className={css.title}>In words</h3>
          <ul className={css.sentences}>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <NotTaken steps={steps} />
      <Fold title="Every step of the calculation">
        <StepList steps={steps.filter((step) => !step.rejected)} />
      </Fold>
    </div>
  )
}

/** Prices, rules and discounts that could have applied, and why they did not. */
function NotTaken({ steps }: { steps: Step[] }) {
  const rejected = steps.filter((step) => step.rejected)
  if (rejected.length === 0) return null
  return (
    <Fold title={rejected.length === 1 ? '1 candidate not taken' : `${rejected.length} candidates not taken`}>
      <StepList steps={rejected} />
    </Fold>
  )
}

function Fold({ title, children }: { title: string; children: React.ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <section>
      <UnstyledButton className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={15} stroke={2} data-open={open || undefined} aria-hidden />
        {title}
      </UnstyledButton>
      {open && children}
    </section>
  )
}
