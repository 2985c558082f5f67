import type { ProposalEvent } from '../../../contract/proposals.ts'
import { Instant } from '../../ui/index.ts'
import css from './customer.module.css'

const said: Record<ProposalEvent['kind'], string> = {
  SENT: 'made a link',
  VIEWED: 'opened the page',
  CHOSE: 'chose',
  ASKED: 'asked',
  ANSWERED: 'answered',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  REVOKED: 'took a link back',
}

/** Views, choices, questions, the answer: newest first. */
export function WhatHappened({ events }: { events: ProposalEvent[] }) {
  return (
    <section>
      <h3 className={css.title}>What happened</h3>
      <ol className={css.list}>
        {events.map(({ at, kind, who, words }) => (
          <li key={at + kind} className={css.happened}>
            <span>
              <strong>{who}</strong> {said[kind]}
              {words && <span className={css.soft}> · {words}</span>}
            </span>
            <Instant value={at} ago />
          </li>
        ))}
      </ol>
    </section>
  )
}
