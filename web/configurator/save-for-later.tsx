import { Button, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Configuration, saveConfiguration } from '../../contract/configurations.ts'
import type { Quote } from '../../contract/quotes.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import css from './configurator.module.css'
import { titleOf } from './use-saved.ts'

type SaveForLaterProps = {
  product: string
  plan: string | undefined
  quantity: string
  customer: Quote['customer'] | undefined
  decisions: Decision[]
}

/** Keeps the choices under a name, to go on with or to use again. */
export function SaveForLater({ product, plan, quantity, customer, decisions }: SaveForLaterProps) {
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const [saved, setSaved] = useState<Configuration>()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: async () =>
      (
        await call(saveConfiguration, {
          body: {
            products: [{ product, quantity, decisions, ...(plan && { plan }) }],
            ...(name.trim() && { name: name.trim() }),
            ...(customer && { customer: customer.id as never }), // the id of the quote's customer
          },
          idempotencyKey: newIdempotencyKey(),
        })
      ).data,
    onSuccess: (configuration) => {
      setSaved(configuration)
      setNaming(false)
      void client.invalidateQueries({ queryKey: ['configurations'] })
    },
    onError: toast.failed,
  })
  if (saved) {
    return (
      <p className={css.saved} role="status">
        Saved as{' '}
        <Link to="/configurations/$id" params={{ id: saved.id }}>
          {titleOf(saved)}
        </Link>
        .
      </p>
    )
  }
  if (!naming) {
    return (
      <Button
        variant="default"
        size="sm"
        leftSection={<IconBookmark size={15} stroke={1.8} />}
        onClick={() => setNaming(true)}
      >
        Save for later
      </Button>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TextInput
        label="Name"
        placeholder="Seats for the studio"
        maxLength={200}
        value={name}
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setNaming(false)}
        rightSectionWidth={74}
        rightSection={
          <Button type="submit" size="compact-sm" loading={save.isPending}>
            Save
          </Button>
        }
      />
    </form>
  )
}
