import { Alert, Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { Instant } from '../../ui/index.ts'
import { useQuote } from '../store/use-quote.ts'
import css from './history.module.css'
import { historyQuery } from './history-query.ts'

/** What happened to the quote, or to one line of it: who did what, when, newest first as the server tells it. */
export function HistoryPanel({ line }: { line: QuoteLine['id'] | undefined }) {
  const id = useQuote((quote) => quote.id)
  const seq = useQuote((quote) => quote.seq)
  const found = useQuery({ ...historyQuery({ id, seq }, line), placeholderData: keepPreviousData })
  if (found.isError) return <Alert color="red">{found.error.message}</Alert>
  if (!found.data) return <Skeleton height={240} />
  return (
    <ol className={css.list}>
      {found.data.map((item, index) => (
        <li key={`${item.at} ${index}`} className={css.item}>
          <div className={css.head}>
            <strong>{item.who.name}</strong>
            <Instant value={item.at} ago />
          </div>
          <div className={css.words}>
            {(item.words.length > 0 ? item.words : [item.what]).slice(0, 12).map((words) => (
              <div key={words}>{words}</div>
            ))}
            {item.words.length > 12 && <div>… and {item.words.length - 12} more</div>}
          </div>
          <div className={css.version}>Version {item.version}</div>
        </li>
      ))}
    </ol>
  )
}
