import { Textarea } from '@mantine/core'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import classes from './rules.module.css'

/** What would fit at the caret, replacing the text from `from` to `to`. */
export type Suggestion = {
  label: string
  insert: string
  detail?: string | undefined
  from: number
  to: number
}
/** What is wrong; `at` is where in the text. */
export type Mistake = { message: string; at?: number | undefined; to?: number | undefined }

type ExpressionInputProps = {
  label: string
  description?: string | undefined
  error?: string | undefined
  disabled?: boolean
  value: string
  mistakes: readonly Mistake[]
  suggest: (text: string, offset: number) => readonly Suggestion[]
  onChange: (text: string) => void
  /** Shown while it is empty. */
  placeholder?: string
}

/** A text of the expression language: names are completed while typing, mistakes are shown at their place. */
export function ExpressionInput(props: ExpressionInputProps) {
  const { label, description, error, disabled, value, mistakes, suggest, onChange, placeholder } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const [offered, setOffered] = useState<readonly Suggestion[]>([])
  const [active, setActive] = useState(0)
  const list = useId()
  const look = (text: string, offset: number) => {
    setOffered(suggest(text, offset).slice(0, 8))
    setActive(0)
  }
  const take = (suggestion: Suggestion) => {
    const text = value.slice(0, suggestion.from) + suggestion.insert + value.slice(suggestion.to)
    const caret = suggestion.from + suggestion.insert.length
    onChange(text)
    setOffered([])
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      return look(value, event.currentTarget.selectionStart)
    }
    const chosen = offered[active]
    if (!chosen) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => setActive((active + 1) % offered.length),
      ArrowUp: () => setActive((active + offered.length - 1) % offered.length),
      Enter: () => take(chosen),
      Tab: () => take(chosen),
      Escape: () => setOffered([]),
    }
    const move = moves[event.key]
    if (!move || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }
  return (
    <div className={classes.expression}>
      <Textarea
        ref={field}
        label={label}
        description={description}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={error}
        disabled={disabled ?? false}
        placeholder={placeholder ?? ''}
        classNames={{ input: classes.code ?? '' }}
        autosize
        minRows={1}
        maxRows={10}
        spellCheck={false}
        value={value}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={list}
        aria-activedescendant={offered.length > 0 ? `${list}-${active}` : undefined}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value)
          look(currentTarget.value, currentTarget.selectionStart)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOffered([])}
      />
      {/* A list to choose from while the text keeps the focus. */}
      <div
        role="listbox"
        id={list}
        aria-label="Suggestions"
        className={classes.suggestions}
        hidden={offered.length === 0}
      >
        {offered.map((each, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text
          <div
            key={each.label}
            role="option"
            id={`${list}-${index}`}
            aria-selected={index === active}
            className={classes.suggestion}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(each)}
          >
            <code>{each.label}</code>
            {each.detail && <span>{each.detail}</span>}
          </div>
        ))}
      </div>
      <div aria-live="polite">
        {value.trim() !== '' &&
          mistakes
            .slice(0, 3)
            .map((mistake) => <Wrong key={mistake.message} text={value} mistake={mistake} />)}
      </div>
    </div>
  )
}

/** A mistake with the place it is about marked in its line. */
function Wrong({ text, mistake }: { text: string; mistake: Mistake }) {
  const { at } = mistake
  if (at === undefined) return <p className={classes.mistake}>{mistake.message}</p>
  const start = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const line = text.slice(start, end < 0 ? undefined : end)
  const column = at - start
  const length =
    mistake.to === undefined ? (/^\w+|^./.exec(line.slice(column))?.[0].length ?? 1) : mistake.to - at
  return (
    <div className={classes.mistake}>
      <p>{mistake.message}</p>
      <code className={classes.place}>
        {line.slice(0, column)}
        <mark>{line.slice(column, column + length) || ' '}</mark>
        {line.slice(column + length)}
      </code>
    </div>
  )
}
