import { Button, Menu, Modal, Select } from '@mantine/core'
import { IconArchive, IconTemplate, IconUserShare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fileQuote } from '../../../contract/quotes.ts'
import { listUsers } from '../../../contract/users.ts'
import { call, newIdempotencyKey } from '../../shell/api.ts'
import { useCan } from '../../shell/session.ts'
import { toast } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'

const icon = { size: 16, stroke: 1.7 } as const
type Filing = { owner?: string; template?: boolean; archived?: boolean }

function useFiling(): (filing: Filing, said: string) => void {
  const store = useStore()
  const id = useQuote((quote) => quote.id)
  return (body, said) => {
    const file = async () => {
      const { seq } = await store.settled()
      const given = { params: { id }, body, ifMatch: seq, idempotencyKey: newIdempotencyKey() }
      store.adopt((await call(fileQuote, given)).data)
      toast.done(said)
    }
    file().catch((error: unknown) => toast.failed(error))
  }
}

/** Whose the quote is, whether others begin from it, and whether it is out of the way. */
export function FilingItems({ onHandOver }: { onHandOver: () => void }) {
  const file = useFiling()
  const can = useCan()
  const template = useQuote((quote) => quote.template ?? false)
  const archived = useQuote((quote) => quote.archived ?? false)
  const status = useQuote((quote) => quote.status)
  if (!can('quotes.write')) return null
  return (
    <>
      {can('users.read') && (
        <Menu.Item leftSection={<IconUserShare {...icon} />} onClick={onHandOver}>
          Hand over …
        </Menu.Item>
      )}
      {(status === 'DRAFT' || template) && (
        <Menu.Item
          leftSection={<IconTemplate {...icon} />}
          onClick={() => file({ template: !template }, template ? 'No longer a template' : 'A template now')}
        >
          {template ? 'No longer a template' : 'Make it a template'}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArchive {...icon} />}
        onClick={() => file({ archived: !archived }, archived ? 'Out of the archive' : 'In the archive')}
      >
        {archived ? 'Take out of the archive' : 'Put into the archive'}
      </Menu.Item>
    </>
  )
}

/** Who answers for the quote from now on. */
export function HandOver({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const file = useFiling()
  const owner = useQuote((quote) => quote.owner)
  const [next, setNext] = useState<string | null>(null)
  const people = useQuery({
    queryKey: ['users', 'names'],
    queryFn: async ({ signal }) => (await call(listUsers, { query: { limit: 200 }, signal })).data.items,
    enabled: opened,
    staleTime: 5 * 60_000,
  })
  const others = (people.data ?? []).filter((user) => user.id !== owner.id)
  return (
    <Modal opened={opened} onClose={onClose} title="Hand the quote over" size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (next) file({ owner: next }, 'Handed over')
          onClose()
        }}
      >
        <Select
          label="New owner"
          description={`Now ${owner.name}`}
          searchable
          data-autofocus
          nothingFoundMessage="Nobody"
          value={next}
          onChange={setNext}
          data={others.map((user) => ({ value: user.id, label: user.name }))}
        />
        <Button type="submit" mt="md" disabled={!next}>
          Hand over
        </Button>
      </form>
    </Modal>
  )
}
