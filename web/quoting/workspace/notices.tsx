import { Anchor, Button, CloseButton, Modal } from '@mantine/core'
import { IconAlertCircle, IconCloudOff, IconContract, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { QuoteStatus } from '../../../contract/quotes.ts'
import { Day, Issues } from '../../ui/index.ts'
import { historyQuery } from '../history/history-query.ts'
import { useQuote, useQuoteState, useStore } from '../store/use-quote.ts'
import css from './workspace.module.css'
import { useWorkspace } from './workspace.ts'

/** What the person has to know before going on: edits that wait, were refused or collide, and why nothing can change. */
export function Notices() {
  return (
    <>
      <ReadOnlyNotice />
      <ContractNotice />
      <UnreachableNotice />
      <RefusedNotices />
      <QuoteIssues />
      <ConflictDialog />
    </>
  )
}

function ReadOnlyNotice() {
  const { readOnly } = useWorkspace()
  if (readOnly === undefined) return null
  return (
    <div className={css.notice}>
      <IconLock size={16} stroke={1.8} aria-hidden />
      <span className={css.grow}>
        {readOnly} <Reason />
      </span>
    </div>
  )
}

/** Events that may have ended a quote's way, by the status they led to. */
const endings: Partial<Record<QuoteStatus, readonly string[]>> = {
  REJECTED: ['reject'],
  DECLINED: ['decline', 'customer.declined'],
  CANCELLED: ['cancel'],
}

/** Why it was rejected, declined or cancelled, in the words of whoever did it. */
function Reason() {
  const id = useQuote((quote) => quote.id)
  const seq = useQuote((quote) => quote.seq)
  const ends = useQuote((quote) => endings[quote.status])
  const { data } = useQuery({ ...historyQuery({ id, seq }), enabled: ends !== undefined })
  const ending = ends && data?.find(({ what, words }) => ends.includes(what) && words.length > 0)
  return ending ? `${ending.who.name}: ${ending.words.map((words) => `“${words}”`).join(' ')}` : null
}

/** What an amendment or a renewal is about. */
function ContractNotice() {
  const contract = useQuote((quote) => quote.contract)
  if (!contract) return null
  return (
    <div className={css.notice}>
      <IconContract size={16} stroke={1.8} aria-hidden />
      <span className={css.grow}>
        {contract.kind === 'AMENDMENT' ? 'Changes ' : 'Goes on with '}
        <Anchor component={Link} to={`/contracts/${contract.id}`}>
          {contract.number}
        </Anchor>{' '}
        from <Day value={contract.from} />
        {contract.kind === 'AMENDMENT' && '; credits follow from the contract and stay as they are'}
      </span>
    </div>
  )
}

function UnreachableNotice() {
  const phase = useQuoteState((state) => state.phase)
  const sentence = useQuoteState((state) => state.sentence)
  const store = useStore()
  if (phase !== 'unreachable') return null
  return (
    <div className={css.notice} data-tone="warning" role="alert">
      <IconCloudOff size={16} stroke={1.8} aria-hidden />
      <span className={css.grow}>{sentence} Your edits are kept here and sent as soon as it answers.</span>
      <Button size="compact-sm" variant="subtle" onClick={store.discard}>
        Give up the first one
      </Button>
      <Button size="compact-sm" variant="default" onClick={store.retry}>
        Try now
      </Button>
    </div>
  )
}

function RefusedNotices() {
  const refused = useQuoteState((state) => state.refused)
  const store = useStore()
  return refused.map((one) => (
    <div key={one.key} className={css.notice} data-tone="danger" role="alert">
      <IconAlertCircle size={16} stroke={1.8} aria-hidden />
      <span className={css.grow}>
        Not done: {one.words}. {one.problem.detail}
        {one.problem.issues?.map((issue) => (
          <span key={issue.message}> {[issue.message, issue.suggestion].filter(Boolean).join(' ')}</span>
        ))}
      </span>
      <CloseButton size="sm" aria-label="I have read this" onClick={() => store.dismiss(one.key)} />
    </div>
  ))
}

/** What concerns the quote as a whole; what concerns a line stands on its row. */
function QuoteIssues() {
  const issues = useQuote((quote) => quote.issues)
  const own = issues.filter((issue) => issue.path[0] !== 'lines')
  if (own.length === 0) return null
  return (
    <div className={css.issues}>
      <Issues issues={own} />
    </div>
  )
}

function ConflictDialog() {
  const conflict = useQuoteState((state) => state.conflict)
  const store = useStore()
  return (
    <Modal
      opened={conflict !== undefined}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Two people changed the same thing"
      size="md"
    >
      {conflict && (
        <>
          <p>{conflict.sentence}</p>
          <div className={css.sides}>
            <button
              type="button"
              className={css.side}
              onClick={() => void store.settle('mine')}
              data-autofocus
            >
              <span className={css.sideName}>Yours</span>
              <span className={css.sideValue}>{conflict.yours || conflict.edit.words}</span>
              <span>Keep mine</span>
            </button>
            <button type="button" className={css.side} onClick={() => void store.settle('theirs')}>
              <span className={css.sideName}>{conflict.who || 'Theirs'}</span>
              <span className={css.sideValue}>{conflict.theirs}</span>
              <span>Take this one</span>
            </button>
          </div>
        </>
      )}
    </Modal>
  )
}
