import { Alert, Button, Checkbox, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changeQuote } from '../../../contract/quotes.ts'
import { call } from '../../shell/api.ts'
import { Money } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import css from '../versions/versions.module.css'
import { useWorkspace } from '../workspace/workspace.ts'
import { type Moved, movedLines, refreshCommands } from './moved-lines.ts'

/** What today's products and prices would change, line by line; each is taken over, or keeps its price with a reason. */
export function RefreshPanel() {
  const store = useStore()
  const { open } = useWorkspace()
  const quote = useQuote()
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const { id, seq, latestRevision: revision, currency } = quote
  const found = useQuery({
    queryKey: ['refresh', id, seq, revision],
    queryFn: async ({ signal }) => {
      const body = { seq, commands: [{ type: 'setQuote' as const, fields: { revision } }], dryRun: true }
      return (await call(changeQuote, { params: { id }, body, signal })).data
    },
    retry: false,
  })
  if (found.isError) return <Alert color="red">{found.error.message}</Alert>
  if (!found.data) return <Skeleton height={240} />
  const moved = movedLines(quote, found.data)
  const problems = found.data.issues.filter((issue) => issue.severity === 'error')
  const toggle = (line: string) => {
    const next = new Set(kept)
    if (!next.delete(line)) next.add(line)
    setKept(next)
  }
  const takeOver = () => {
    store.change(refreshCommands(revision, moved, kept), `products and prices of revision ${revision}`)
    open(undefined)
  }
  return (
    <div className={css.panel}>
      {problems.map((issue) => (
        <Alert key={`${issue.path.join()} ${issue.message}`} color="orange">
          {issue.message} {issue.suggestion}
        </Alert>
      ))}
      {moved.length === 0 ? (
        <p>No line of this quote costs anything else.</p>
      ) : (
        <ul className={css.lines}>
          {moved.slice(0, 500).map((line) => (
            <MovedLine
              key={line.id}
              line={line}
              currency={currency}
              kept={kept.has(line.id)}
              onToggle={toggle}
            />
          ))}
        </ul>
      )}
      <p>
        Total <Money amount={quote.totals.total} currency={currency} muted /> →{' '}
        <Money amount={found.data.totals.total} currency={currency} />
      </p>
      <Button onClick={takeOver}>
        {kept.size > 0 ? `Take over, keep ${kept.size} as they are` : 'Take over all'}
      </Button>
    </div>
  )
}

type MovedLineProps = { line: Moved; currency: string; kept: boolean; onToggle: (line: string) => void }

function MovedLine({ line, currency, kept, onToggle }: MovedLineProps) {
  return (
    <li className={css.line}>
      <div className={css.head}>
        <strong>{line.name}</strong>
        <span className={css.net}>
          <Money amount={line.before} currency={currency} muted /> →{' '}
          <Money amount={line.after} currency={currency} />
        </span>
      </div>
      {line.canKeep && (
        <Checkbox
          mt={6}
          size="xs"
          label="Keep the price it was quoted with"
          checked={kept}
          onChange={() => onToggle(line.id)}
        />
      )}
    </li>
  )
}
