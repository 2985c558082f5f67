import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { State } from '../describe.ts'
import classes from './fields.module.css'

type JsonFieldProps = {
  label: string
  state: State
  error: string | undefined
  disabled?: boolean
  onChange: (state: State) => void
}

/** A thing as it is written down; what cannot be read says where. */
export function JsonField({ label, state, error, disabled, onChange }: JsonFieldProps) {
  const [text, setText] = useState(() => {
    const { code: _, ...rest } = state
    return JSON.stringify(rest, null, 2)
  })
  const [unread, setUnread] = useState<string>()
  return (
    <Textarea
      label={label}
      classNames={{ input: classes.code }}
      autosize
      minRows={12}
      maxRows={40}
      spellCheck={false}
      disabled={disabled ?? false}
      value={text}
      error={unread ?? error}
      onChange={(event) => {
        setText(event.currentTarget.value)
        try {
          onChange({ ...(JSON.parse(event.currentTarget.value) as State), code: state.code })
          setUnread(undefined)
        } catch (problem) {
          setUnread(problem instanceof Error ? problem.message : 'This is no JSON.')
        }
      }}
    />
  )
}
