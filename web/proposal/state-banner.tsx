import { IconCircleCheck, IconCircleX, IconClockOff, IconFiles } from '@tabler/icons-react'
import { filled } from '../../contract/customer-words/index.ts'
import { formatDay } from '../ui/index.ts'
import css from './proposal.module.css'
import { useAround } from './use-proposal.ts'

/** What became of the quote, where it can no longer be answered. */
export function StateBanner() {
  const { view, words } = useAround()
  if (view.state === 'OPEN') return null
  const day = (text: string) => formatDay(text.slice(0, 10), view.language)
  const answer = view.answer && { name: view.answer.name, day: day(view.answer.at) }
  const said = {
    ACCEPTED: [filled(words.accepted, answer ?? {}), words.acceptedMore, IconCircleCheck],
    DECLINED: [filled(words.declined, answer ?? {}), words.declinedMore, IconCircleX],
    EXPIRED: [filled(words.expired, { day: day(view.validUntil) }), words.expiredMore, IconClockOff],
    SUPERSEDED: [words.superseded, words.supersededMore, IconFiles],
    WITHDRAWN: [words.withdrawn, words.withdrawnMore, IconCircleX],
  } as const
  const [title, more, Icon] = said[view.state]
  return (
    <div className={css.banner} data-state={view.state} role="status">
      <Icon size={26} stroke={1.6} aria-hidden />
      <div>
        <p className={css.bannerTitle}>{title}</p>
        <p>{more}</p>
        {view.answer?.reason && <p className={css.quoted}>“{view.answer.reason}”</p>}
      </div>
    </div>
  )
}
