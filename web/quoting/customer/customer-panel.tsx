import { Alert, Skeleton } from '@mantine/core'
import { useQuote } from '../store/use-quote.ts'
import css from './customer.module.css'
import { Links } from './links.tsx'
import { Messages } from './messages.tsx'
import { NewLink } from './new-link.tsx'
import { useProposals } from './use-proposals.ts'
import { WhatHappened } from './what-happened.tsx'

/** What the customer sees of the quote, and what they did with it. */
export function CustomerPanel() {
  const found = useProposals()
  const finalized = useQuote((quote) => quote.versions.some(({ status }) => status === 'FINALIZED'))
  if (found.isError) return <Alert color="red">{found.error.message}</Alert>
  if (!found.data) return <Skeleton height={240} />
  const { items, events, messages } = found.data
  return (
    <div className={css.panel}>
      {finalized ? (
        <NewLink />
      ) : (
        items.length === 0 && (
          <p className={css.soft}>
            Once this quote is finalized you can send its customer a page of their own: to look at it, choose
            options, ask, and accept by signature.
          </p>
        )
      )}
      {items.length > 0 && <Links items={items} />}
      {items.length > 0 && <Messages messages={messages} />}
      {events.length > 0 && <WhatHappened events={events} />}
    </div>
  )
}
