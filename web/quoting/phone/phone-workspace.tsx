import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconArrowBackUp, IconChevronUp } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Money } from '../../ui/index.ts'
import { AddRow } from '../entry/add-row.tsx'
import { rowsOf } from '../grid/rows.ts'
import { PrimaryAction } from '../header/quote-actions.tsx'
import { QuoteHeader } from '../header/quote-header.tsx'
import { useQuote, useQuoteState, useStore } from '../store/use-quote.ts'
import { TotalsPanel } from '../totals/totals-panel.tsx'
import { EmptyLines } from '../workspace/empty-lines.tsx'
import { Notices } from '../workspace/notices.tsx'
import { useWorkspace } from '../workspace/workspace.ts'
import { LineCards } from './line-cards.tsx'
import { LineEditor } from './line-editor.tsx'
import css from './phone.module.css'

/** The quote on a phone: a card per line, an editor over the whole screen, the total always at the thumb. */
export function PhoneWorkspace() {
  const { readOnly } = useWorkspace()
  const lines = useQuote((quote) => quote.lines)
  const groups = useQuote((quote) => quote.groups)
  const rows = useMemo(() => rowsOf({ lines, groups }, new Set()).list, [lines, groups])
  const [editing, edit] = useState<string>()
  const line = lines.find((one) => one.id === editing)
  return (
    <div className={css.phone}>
      <QuoteHeader />
      <Notices />
      <section className={css.lines} aria-label="Lines">
        {rows.length === 0 ? <EmptyLines /> : <LineCards rows={rows} onOpen={edit} />}
        {readOnly === undefined && <AddRow />}
      </section>
      <section className={css.totals}>
        <TotalsPanel />
      </section>
      <FootBar />
      <LineEditor line={line} onClose={() => edit(undefined)} />
    </div>
  )
}

function FootBar() {
  const total = useQuote((quote) => quote.totals.total)
  const currency = useQuote((quote) => quote.currency)
  const canUndo = useQuote((quote) => quote.canUndo)
  const waits = useQuoteState((state) => state.waiting > 0)
  const store = useStore()
  const { open, readOnly } = useWorkspace()
  return (
    <div className={css.foot}>
      <UnstyledButton
        className={css.total}
        onClick={() => open({ kind: 'waterfall' })}
        aria-label="Total, and how it came about"
      >
        <span className={css.totalName}>
          Total <IconChevronUp size={12} stroke={2} aria-hidden />
        </span>
        <Money amount={total} currency={currency} muted={waits} strong />
      </UnstyledButton>
      {readOnly === undefined && (
        <ActionIcon variant="default" size={38} aria-label="Undo" disabled={!canUndo} onClick={store.undo}>
          <IconArrowBackUp size={18} stroke={1.8} />
        </ActionIcon>
      )}
      <PrimaryAction />
    </div>
  )
}
