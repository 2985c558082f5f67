import { Alert, Button, Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changeQuote } from '../../../contract/quotes.ts'
import { call } from '../../shell/api.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import css from '../versions/versions.module.css'
import { useWorkspace } from '../workspace/workspace.ts'
import { type Moved, movedLines, refreshCommands } from './moved-lines.ts'
import { MovedLines } from './moved-lines-list.tsx'

const nothing: ReadonlySet<Moved['id']> = new Set()

/** What today's products and prices would change, line by line; each is taken over, or keeps its price with a reason. */
export function RefreshPanel() {
  const store = useStore()
  const { open } = useWorkspace()
  const quote = useQuote()
  const [kept, setKept] = useState(nothing)
  const { id, seq, latestRevision: revision } = quote
  const tried = (keep: typeof nothing) => ({
    queryKey: ['refresh', id, seq, revision, [...keep].sort()],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const body = { seq, commands: refreshCommands(revision, keep), dryRun: true }
      return (await call(changeQuote, { params: { id }, body, signal })).data
    },
    retry: false,
  })
  const found = useQuery(tried(nothing))
  const chosen = useQuery({ ...tried(kept), placeholderData: keepPreviousData })
  if (found.isError) return <Alert color="red">{found.error.message}</Alert>
  if (!found.data) return <Skeleton height={240} />
  const moved = movedLines(quote, found.data)
  const toggle = (line: Moved['id']) => {
    const next = new Set(kept)
    if (!next.delete(line)) next.add(line)
    setKept(next)
  }
  const takeOver = () => {
    store.change(refreshCommands(revision, kept), `products and prices of revision ${revision}`)
    open(undefined)
  }
  return (
    <div className={css.panel}>
      <MovedLines
        quote={quote}
        then={chosen.data ?? found.data}
        moved={moved}
        none="No line of this quote costs anything else."
        keeping={{ kept, onToggle: toggle }}
      />
      <Button onClick={takeOver}>
        {kept.size > 0
          ? `Take over, keep ${kept.size === 1 ? 'one price' : `${kept.size} prices`}`
          : 'Take over all'}
      </Button>
    </div>
  )
}
