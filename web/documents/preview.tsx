import { Button, Loader, Select } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { languages } from '../customers/places.ts'
import type { State } from '../reference/describe.ts'
import { useCurrentChangeSet } from '../revisions/change-set-query.ts'
import { ProblemError } from '../shell/api.ts'
import { EmptyState, Panel, toast } from '../ui/index.ts'
import classes from './documents.module.css'
import { type Choice, usePdf, usePreview, useQuoteChoices } from './use-preview.ts'

type DocumentPreviewProps = { kind: 'templates' | 'clauses'; code: string; body: State }

/** The document of a quote as it would be with what the form holds, drawn by what makes the PDF. */
export function DocumentPreview({ kind, code, body }: DocumentPreviewProps) {
  const [chosen, setChosen] = useState<Choice>()
  const [language, setLanguage] = useState<string>()
  const latest = useQuoteChoices('')
  const choice = chosen ?? latest.data?.[0]
  const quote = choice?.value
  const changeSet = useCurrentChangeSet()?.id
  const trial = { kind, code, body, quote, language, changeSet }
  const preview = usePreview(trial)
  const pdf = usePdf(trial)
  const { data } = preview
  if (latest.data?.length === 0)
    return (
      <Panel title="Preview">
        <EmptyState title="No quote yet">
          With the first quote its document is shown here while you write.
        </EmptyState>
      </Panel>
    )
  return (
    <Panel
      title="Preview"
      aside={
        <>
          {preview.isFetching && <Loader size={14} aria-label="Drawing" />}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFileTypePdf size={15} stroke={1.8} aria-hidden />}
            loading={pdf.isPending}
            disabled={quote === undefined || preview.isError}
            onClick={() => pdf.mutate(undefined, { onError: (error) => toast.note(wordsOf(error)) })}
          >
            Download PDF
          </Button>
        </>
      }
    >
      <div className={classes.choices}>
        <QuoteSelect choice={choice} onChange={setChosen} />
        <Select
          label="Language"
          placeholder="The customer’s"
          clearable
          searchable
          clearButtonProps={{ 'aria-label': 'Back to the customer’s language' }}
          data={languages()}
          value={language ?? null}
          onChange={(tag) => setLanguage(tag ?? undefined)}
        />
      </div>
      {preview.error ? (
        <p role="status" className={classes.notYet}>
          {wordsOf(preview.error)}
        </p>
      ) : (
        data && (
          <p role="status" className={classes.quiet}>
            {kind === 'templates'
              ? data.template.fits
                ? 'This quote can have this template.'
                : 'This quote would get another template: the condition of this one does not hold.'
              : data.clauses.some((each) => each.code === (code || 'NEW'))
                ? 'The clause stands in the terms of this quote.'
                : 'The clause does not stand in this quote: its condition does not hold.'}
            {data.clauses.length > 0 && ` Clauses: ${data.clauses.map(({ name }) => name).join(', ')}.`}
            {data.left > 0 && ` Shown without its last ${data.left} lines.`}
          </p>
        )
      )}
      {data && preview.url && (
        <div className={classes.pages} data-stale={preview.isPlaceholderData || preview.isError || undefined}>
          {Array.from({ length: data.pages }, (_, page) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
            <div key={page} className={classes.page} style={{ aspectRatio: ratio(data.svg, data.pages) }}>
              <img
                src={preview.url}
                alt={`Page ${page + 1} of ${data.pages}`}
                style={{ transform: `translateY(${(-100 * page) / data.pages}%)` }}
              />
            </div>
          ))}
        </div>
      )}
    </Panel>
  )
}

function QuoteSelect({
  choice,
  onChange,
}: {
  choice: Choice | undefined
  onChange: (choice: Choice) => void
}) {
  const [text, setText] = useState('')
  // The field shows the quote that is chosen; that is no search.
  const found = useQuoteChoices(text === choice?.label ? '' : text)
  const others = (found.data ?? []).filter(({ value }) => value !== choice?.value)
  const data = choice ? [choice, ...others] : others
  return (
    <Select
      label="Quote"
      searchable
      data={data}
      // The server has searched already.
      filter={({ options }) => options}
      allowDeselect={false}
      value={choice?.value ?? null}
      onChange={(_, option) => onChange(option as Choice)}
      onSearchChange={setText}
      nothingFoundMessage="No quote found"
    />
  )
}

/** The pages are drawn one under the other: one is as wide as all, and as high as its part. */
function ratio(svg: string, pages: number): string {
  const [, width = '595', height = '842'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  return `${width} / ${Number(height) / pages}`
}

function wordsOf(error: Error): string {
  const first = error instanceof ProblemError ? error.problem.issues?.[0] : undefined
  return first ? `Not drawn yet: ${first.message} (${first.path.slice(2).join(', ')})` : error.message
}
