import { TextInput } from '@mantine/core'
import { useState } from 'react'

type CodeTextProps = { value: string; taken: readonly string[]; onChange: (code: string) => void }

/** A code that rules name: taken over as it is typed, as long as nothing else has it and a rule can spell it. */
export function CodeText({ value, taken, onChange }: CodeTextProps) {
  const [typed, setTyped] = useState(value)
  const wrong = typed === value ? undefined : whyNot(typed, taken)
  return (
    <TextInput
      label="Code"
      value={wrong ? typed : value}
      error={wrong}
      onChange={({ currentTarget: { value: next } }) => {
        setTyped(next)
        if (!whyNot(next, taken)) onChange(next)
      }}
      onBlur={() => setTyped(value)}
    />
  )
}

function whyNot(code: string, taken: readonly string[]): string | undefined {
  if (code.trim() === '') return 'A code is needed'
  if (/[.[\]`]/.test(code)) return 'Without dots, brackets and backticks'
  return taken.includes(code) ? `There is another “${code}”` : undefined
}
