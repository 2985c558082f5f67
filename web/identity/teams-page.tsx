import { Anchor, Autocomplete, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconUsersGroup, IconUsersPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { changeTeam, createTeam, deleteTeam, listTeams, type Team } from '../../contract/teams.ts'
import { call, ProblemError } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import { type Column, DataTable, EmptyState, fieldError, Nothing, Page, Panel, toast } from '../ui/index.ts'
import classes from './identity.module.css'

const columns: Column<Team>[] = [
  { key: 'name', title: 'Team', render: (team) => team.name },
  { key: 'unit', title: 'Unit', render: (team) => team.unit ?? <Nothing /> },
  { key: 'members', title: 'Members', align: 'end', render: (team) => team.members },
]

/** /teams: the teams people are in, and the units they make up. Rights that reach "team" and "unit" follow them. */
export function TeamsPage() {
  const may = useCan()('users.write')
  const [open, setOpen] = useState<Team | 'new'>()
  const list = usePages(
    ['teams', 'list'],
    async (cursor, signal) => (await call(listTeams, { query: { limit: 200, cursor }, signal })).data,
  )
  const units = [...new Set(list.items.flatMap(({ unit }) => unit ?? []))].sort()
  return (
    <Page
      title="Teams"
      above={
        <Anchor component={Link} to="/users" c="dimmed">
          Users
        </Anchor>
      }
      below="Rights that reach a team or a unit follow these; teams that name the same unit make it up."
      narrow
      actions={
        may && (
          <Button leftSection={<IconUsersPlus size={16} stroke={1.7} />} onClick={() => setOpen('new')}>
            New team
          </Button>
        )
      }
    >
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState icon={<IconUsersGroup size={22} stroke={1.6} />} title="No teams yet">
              A team holds the people who see each other’s quotes; its manager sees them all.
            </EmptyState>
          }
        >
          <DataTable
            label="Teams"
            columns={columns}
            rows={list.items}
            rowKey={(team) => team.id}
            {...(may && { href: () => '#', onOpen: (team: Team) => setOpen(team) })}
            card={(team) => (
              <span className={classes.card}>
                <span>
                  <strong>{team.name}</strong>
                  <span className={classes.sub}>{team.unit}</span>
                </span>
                <span className={classes.quiet}>{team.members}</span>
              </span>
            )}
          />
        </ListState>
      </Panel>
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open === 'new' ? 'New team' : 'Team'}
        size="sm"
      >
        {open && (
          <TeamForm
            team={open === 'new' ? undefined : open}
            units={units}
            onDone={() => setOpen(undefined)}
          />
        )}
      </Modal>
    </Page>
  )
}

function TeamForm({ team, units, onDone }: { team: Team | undefined; units: string[]; onDone: () => void }) {
  const [name, setName] = useState(team?.name ?? '')
  const [unit, setUnit] = useState(team?.unit ?? '')
  const client = useQueryClient()
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['teams'] })
    onDone()
  }
  const save = useMutation({
    mutationFn: async () => {
      const body = { name, unit: unit.trim() || null }
      if (team) await call(changeTeam, { params: { id: team.id }, body, ifMatch: team.version })
      else await call(createTeam, { body })
    },
    onSuccess: done,
  })
  const remove = useMutation({
    mutationFn: async (given: Team) => {
      await call(deleteTeam, { params: { id: given.id }, ifMatch: given.version })
      return given
    },
    onSuccess: async (given) => {
      await done()
      toast.done(`${given.name} was removed.`, {
        act: async () => {
          await call(createTeam, { body: { name: given.name, unit: given.unit ?? null } })
          await client.invalidateQueries({ queryKey: ['teams'] })
        },
      })
    },
    onError: (error) => toast.failed(error),
  })
  const issues = save.error instanceof ProblemError ? save.error.problem.issues : undefined
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          data-autofocus
          value={name}
          error={fieldError(issues, 'name') ?? (issues?.length ? undefined : save.error?.message)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Autocomplete
          label="Unit"
          description="Teams of one unit share its name"
          data={units}
          value={unit}
          error={fieldError(issues, 'unit')}
          onChange={setUnit}
        />
        <Group justify="space-between" gap="xs" mt="xs">
          {team && team.members === 0 ? (
            <Button
              variant="subtle"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate(team)}
            >
              Remove
            </Button>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onDone}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {team ? 'Save' : 'Make the team'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}
