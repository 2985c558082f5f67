import { useSyncExternalStore } from 'react'
import { KeyHint } from '../../ui/index.ts'
import type { CursorStore } from '../grid/cursor.ts'
import { issuesByLine } from '../grid/line-issues.ts'
import { useQuote } from '../store/use-quote.ts'
import { IssueFixes } from './issue-fixes.tsx'
import css from './workspace.module.css'
import { useWorkspace } from './workspace.ts'

/** Below the grid: what is wrong with the row at hand, or which keys help. */
export function StatusLine({ cursor }: { cursor: CursorStore }) {
  const row = useSyncExternalStore(cursor.subscribe, () => cursor.get()?.row)
  const issues = useQuote((quote) => quote.issues)
  const { readOnly } = useWorkspace()
  const own = row === undefined ? [] : issuesByLine(issues)(row)
  return (
    <div className={css.statusLine}>
      <div aria-live="polite" className={css.statusIssue}>
        {own.map((issue) => (
          <span key={issue.message} data-severity={issue.severity}>
            {[issue.message, issue.suggestion].filter(Boolean).join(' ')}
          </span>
        ))}
      </div>
      {own.length > 0 && row !== undefined && readOnly === undefined && (
        <IssueFixes line={row} issues={own} />
      )}
      {own.length === 0 && (
        <div className={css.keys} id="grid-keys">
          {readOnly === undefined && (
            <>
              <span>
                <KeyHint keys="Enter" /> edit
              </span>
              <span>
                <KeyHint keys="mod+d" /> duplicate
              </span>
              <span>
                <KeyHint keys="Alt+↑" /> <KeyHint keys="↓" /> move
              </span>
              <span>
                <KeyHint keys="Del" /> remove
              </span>
            </>
          )}
          <span>
            <KeyHint keys="Space" /> fold
          </span>
          <span>
            <KeyHint keys="Esc then Tab" /> leave
          </span>
        </div>
      )}
    </div>
  )
}
