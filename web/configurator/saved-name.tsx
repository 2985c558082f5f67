import { useState } from 'react'
import type { Configuration } from '../../contract/configurations.ts'
import css from './saved.module.css'
import { titleOf, type useChange } from './use-saved.ts'

type SavedNameProps = {
  configuration: Configuration
  editable: boolean
  change: ReturnType<typeof useChange>
}

/** The name as the heading; click it, or press Enter on it, and type. */
export function SavedName({ configuration, editable, change }: SavedNameProps) {
  const [editing, setEditing] = useState(false)
  // Left by a key, the focus goes back to where it came from.
  const [byKey, setByKey] = useState(false)
  const title = titleOf(configuration)
  if (!editable) return title
  if (!editing) {
    return (
      <button
        type="button"
        className={css.name}
        title="Rename"
        autoFocus={byKey}
        onClick={() => {
          setByKey(false)
          setEditing(true)
        }}
      >
        {title}
      </button>
    )
  }
  const save = (text: string) => {
    setEditing(false)
    const name = text.trim()
    if (name !== (configuration.name ?? '')) change.mutate({ name: name === '' ? null : name })
  }
  return (
    <input
      className={css.nameInput}
      aria-label="Name of the configuration"
      placeholder={title}
      defaultValue={configuration.name ?? ''}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => save(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault() // the key is spent here, not on the button that comes back
        setByKey(true)
        if (event.key === 'Enter') save(event.currentTarget.value)
        else setEditing(false)
      }}
    />
  )
}
