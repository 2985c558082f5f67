import { TextInput } from '@mantine/core'
import { useState } from 'react'

type TextProps = {
  label: string
  value: string | undefined
  onChange: (text: string) => void
  bare?: boolean
  placeholder?: string
}

/** `bare` fields stand in rows whose labels would only repeat. */
export function Text({ label, value, onChange, bare, placeholder }: TextProps) {
  return (
    <TextInput
      {...(bare ? { 'aria-label': label, placeholder: placeholder ?? label } : { label })}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

type NumbersTextProps = {
  label: string
  bare?: boolean
  numbers: Readonly<Record<string, string>> | undefined
  onChange: (numbers: Record<string, string>) => void
}

/** Numbers with names, as "watts=95, gb=32"; what is half typed stays as it is typed. */
export function NumbersText({ label, bare = false, numbers, onChange }: NumbersTextProps) {
  const [text, setText] = useState(() => writeNumbers(numbers))
  return (
    <Text
      label={label}
      bare={bare}
      placeholder="watts=95, gb=32"
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(readNumbers(next))
      }}
    />
  )
}

const writeNumbers = (numbers: Readonly<Record<string, string>> = {}) =>
  Object.entries(numbers)
    .map(([name, amount]) => `${name}=${amount}`)
    .join(', ')

function readNumbers(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
  return Object.fromEntries(pairs.filter(([name, amount]) => name && amount) as [string, string][])
}
