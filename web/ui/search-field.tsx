import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type Ref, useEffect, useState } from 'react'

type SearchFieldProps = {
  label: string
  placeholder?: string
  value: string
  /** Called when typing pauses, so that not every letter becomes a request. */
  onSearch: (text: string) => void
  width?: number | string
  inputRef?: Ref<HTMLInputElement>
}

export function SearchField({
  label,
  placeholder,
  value,
  onSearch,
  width = 260,
  inputRef,
}: SearchFieldProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const pause = setTimeout(() => onSearch(text), 220)
    return () => clearTimeout(pause)
  }, [text, value, onSearch])

  const clear = () => {
    setText('')
    onSearch('')
  }
  return (
    <TextInput
      type="search"
      ref={inputRef}
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      w={width}
      maw="100%"
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      rightSection={text && <CloseButton size="xs" aria-label="Clear the search" onClick={clear} />}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text) clear()
        if (event.key === 'Enter') onSearch(text)
      }}
    />
  )
}
