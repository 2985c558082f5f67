import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

type Person = { id: string; name: string }
export type NewAbsence = { deputy: string; from: string; until: string }
type AbsenceFormProps = {
  /** Who can be away; absent where it is about the reader. */
  people?: readonly Person[]
  deputies: readonly Person[]
  saving: boolean
  onSave: (absence: NewAbsence, person: string | undefined) => void
}

/** Who decides in whose place, and from when until when. */
export function AbsenceForm({ people, deputies, saving, onSave }: AbsenceFormProps) {
  const [person, setPerson] = useState<string | null>(null)
  const [deputy, setDeputy] = useState<string | null>(null)
  const [from, setFrom] = useState(() => localInput(0))
  const [until, setUntil] = useState(() => localInput(7))
  const complete = deputy && from && until && (!people || person)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!complete) return
        const [starts, ends] = [new Date(from).toISOString(), new Date(until).toISOString()]
        onSave({ deputy, from: starts, until: ends }, person ?? undefined)
      }}
    >
      <Stack gap="sm" maw={520}>
        {people && (
          <Select
            label="Who is away"
            placeholder="Choose somebody"
            searchable
            data={people.map(option)}
            value={person}
            onChange={setPerson}
          />
        )}
        <Select
          label="Deputy"
          placeholder="Choose somebody"
          searchable
          data={deputies.filter(({ id }) => id !== person).map(option)}
          value={deputy}
          onChange={setDeputy}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            type="datetime-local"
            label="From"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label="Until"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" disabled={!complete} loading={saving}>
            Name deputy
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const option = ({ id, name }: Person) => ({ value: id, label: name })

/** So many days from now on the reader's own clock, as the field wants it. */
function localInput(days: number): string {
  const now = new Date()
  const local = new Date(now.getTime() + days * 86_400_000 - now.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
