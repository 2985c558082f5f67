import { useHotkeys, useLocalStorage } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSight } from '../../shell/session.ts'
import { useDocumentTitle, usePhone } from '../../ui/index.ts'
import { AddRow } from '../entry/add-row.tsx'
import { PasteDialog } from '../entry/paste-dialog.tsx'
import { type ColumnId, columnsFor, shownColumns } from '../grid/columns.ts'
import { createCursor } from '../grid/cursor.ts'
import { QuoteGrid } from '../grid/quote-grid.tsx'
import { createSelection } from '../grid/selection.ts'
import { plainView, type View } from '../grid/view.ts'
import { QuoteHeader } from '../header/quote-header.tsx'
import { PhoneWorkspace } from '../phone/phone-workspace.tsx'
import { follow, type Visitor } from '../store/follow-quote.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { TotalsPanel } from '../totals/totals-panel.tsx'
import { whyReadOnly } from '../values/statuses.ts'
import { BulkBar } from './bulk-bar.tsx'
import { EmptyLines } from './empty-lines.tsx'
import { Notices } from './notices.tsx'
import { WorkspaceSide } from './side.tsx'
import { StatusLine } from './status-line.tsx'
import { Toolbar } from './toolbar.tsx'
import css from './workspace.module.css'
import { type Side, type Workspace, WorkspaceContext } from './workspace.ts'

/** A quote at work: its head, its lines, what they come to. `frozen` says why an older version cannot be changed. */
export function QuoteWorkspace({ frozen }: { frozen: string | undefined }) {
  const phone = usePhone()
  const workspace = useWorkspaceState(frozen)
  const number = useQuote((quote) => quote.number)
  const name = useQuote((quote) => quote.name)
  useDocumentTitle(name ? `${name} · ${number}` : number)
  useUndoKeys(workspace.readOnly === undefined)
  return (
    <WorkspaceContext value={workspace}>
      {phone ? <PhoneWorkspace /> : <Desk />}
      <WorkspaceSide />
    </WorkspaceContext>
  )
}

function Desk() {
  // Picks nothing that an edit changes: each part of the desk follows by itself what it shows.
  const empty = useQuote((quote) => quote.lines.length === 0)
  const sight = useSight()
  const cost = useQuote((quote) => quote.totals.cost !== undefined)
  const margin = useQuote((quote) => quote.totals.margin !== undefined)
  const floor = useQuote((quote) => sight.floor && quote.lines.some((line) => line.floor !== undefined))
  const columns = useMemo(() => columnsFor({ cost, margin, floor }), [cost, margin, floor])
  const [chosen, choose] = useLocalStorage<ColumnId[] | null>({ key: 'quoin.columns', defaultValue: null })
  const shown = useMemo(() => shownColumns(columns, chosen ?? undefined), [columns, chosen])
  const [cursor] = useState(createCursor)
  const [selection] = useState(createSelection)
  const [view, setView] = useState<View>(plainView)
  const [pasted, setPasted] = useState<string>()
  const add = useRef<HTMLInputElement>(null)
  const readOnly = useReadOnly()
  useHotkeys([['/', () => add.current?.focus()]])
  return (
    <div className={css.desk}>
      <QuoteHeader />
      <Notices />
      <div className={css.work}>
        <div className={css.card}>
          <Toolbar
            columns={columns}
            shown={shown}
            onChoose={(ids) => choose(ids ?? null)}
            onPaste={() => setPasted('')}
            words={view.words}
            onWords={(words) => setView({ ...view, words })}
          />
          {!readOnly && <BulkBar selection={selection} />}
          {empty ? (
            <EmptyLines />
          ) : (
            <QuoteGrid
              columns={shown}
              cursor={cursor}
              selection={selection}
              view={view}
              onView={setView}
              onPasteRows={setPasted}
            />
          )}
          {!readOnly && <AddRow inputRef={add} />}
          <StatusLine cursor={cursor} />
        </div>
        <aside className={css.totals} aria-label="What it comes to">
          <TotalsPanel />
        </aside>
      </div>
      <PasteDialog text={pasted} onClose={() => setPasted(undefined)} />
    </div>
  )
}

function useWorkspaceState(frozen: string | undefined): Workspace {
  const navigate = useNavigate()
  const id = useQuote((quote) => quote.id)
  const status = useQuote((quote) => quote.status)
  const actions = useQuote((quote) => quote.actions)
  const editable = useQuote((quote) => quote.editable)
  const [side, open] = useState<Side>()
  const visitors = useVisitors(frozen !== undefined)
  const readOnly = frozen ?? (editable ? undefined : whyReadOnly(status, actions))
  return useMemo(
    () => ({
      readOnly,
      visitors,
      side,
      open,
      configure: (line) => void navigate({ to: `/quotes/${id}/configure/${line.id}` } as never),
      configureNew: (product, { plan, quantity }) =>
        void navigate({
          to: `/configure/${product}`,
          search: { quote: id, ...(plan && { plan }), ...(quantity !== '1' && { quantity }) },
        } as never),
    }),
    [readOnly, visitors, side, navigate, id],
  )
}

function useReadOnly(): boolean {
  return !useQuote((quote) => quote.editable)
}

/** Ctrl Z and Ctrl Shift Z on the whole page; inside a field they belong to the field. */
function useUndoKeys(on: boolean): void {
  const store = useStore()
  const undo = () => on && store.get().quote.canUndo && store.undo()
  const redo = () => on && store.get().quote.canRedo && store.redo()
  useHotkeys([
    ['mod+Z', () => void undo()],
    ['mod+shift+Z', () => void redo()],
    ['mod+Y', () => void redo()],
  ])
}

/** Hears what others do while the quote is open, and keeps who they are. */
function useVisitors(frozen: boolean): Visitor[] {
  const store = useStore()
  const [visitors, setVisitors] = useState<Visitor[]>([])
  useEffect(() => (frozen ? undefined : follow(store, setVisitors)), [store, frozen])
  return visitors
}
