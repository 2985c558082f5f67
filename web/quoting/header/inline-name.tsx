import { useEffect, useRef, useState } from 'react'
import { useQuote, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './header.module.css'

/** The quote's name as its heading; click it, or press Enter on it, and type. */
export function InlineName() {
  const store = useStore()
  const { readOnly } = useWorkspace()
  const name = useQuote((quote) => quote.name)
  const customer = useQuote((quote) => quote.customer?.company)
  const [editing, setEditing] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = name ?? customer ?? 'Untitled quote'
  // Reading goes on at the heading when one comes here from another page.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])

  if (!editing) {
    return (
      <h1 ref={heading} className={css.name} tabIndex={-1} data-untitled={name === undefined || undefined}>
        {readOnly === undefined ? (
          <button type="button" className={css.nameButton} title="Rename" onClick={() => setEditing(true)}>
            {shown}
          </button>
        ) : (
          shown
        )}
      </h1>
    )
  }
  const save = (text: string) => {
    setEditing(false)
    const next = text.trim()
    if (next === (name ?? '')) return
    store.change(
      [{ type: 'setQuote', fields: { name: next === '' ? null : next } }],
      `name to ${next || 'none'}`,
    )
  }
  return (
    <input
      className={css.nameInput}
      aria-label="Name of the quote"
      placeholder="What the quote is about"
      defaultValue={name ?? ''}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => save(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save(event.currentTarget.value)
        if (event.key === 'Escape') setEditing(false)
      }}
    />
  )
}
