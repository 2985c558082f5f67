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

/** The code of an option: taken over when the field is left, so that nothing half typed is mistaken for another option. */
export function OptionCode({ value, taken, onChange }: CodeTextProps) {
  const [typed, setTyped] = useState<string>()
  const wrong =
    typed === undefined || typed === value
      ? undefined
      : typed.trim() === ''
        ? 'A code is needed'
        : taken.includes(typed) && `There is another “${typed}”`
  const leave = () => {
    if (typed !== undefined && typed !== value && !wrong) onChange(typed)
    setTyped(undefined)
  }
  return (
    <TextInput
      aria-label="Option"
      value={typed ?? value}
      error={wrong}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave()
        if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
