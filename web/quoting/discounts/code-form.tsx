import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { useStore } from '../store/use-quote.ts'
import css from './discounts.module.css'

/** A code the customer has: whether it holds is said by the server. */
export function CodeForm({ line }: { line: QuoteLine | undefined }) {
  const store = useStore()
  const [code, setCode] = useState('')
  const wrong = code !== '' && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code.trim())
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim() === '' || wrong) return
        const discount = { code: code.trim() }
        store.change(
          [{ type: 'applyDiscount', discount, ...(line && { line: line.id }) }],
          `code ${discount.code}`,
        )
        setCode('')
      }}
    >
      <TextInput
        label="Discount code"
        value={code}
        error={wrong && 'A code has letters, digits, ".", "_" and "-".'}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={code.trim() === '' || wrong}>
        Apply
      </Button>
    </form>
  )
}
