import { Button } from '@mantine/core'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listPrograms, type Program, revokeProgram } from '../../contract/programs.ts'
import { MakeProgram } from '../account/make-program.tsx'
import { LastUse, ProgramState, scopesInWords } from '../account/program-facts.tsx'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { type Column, DataTable, Day, EmptyState, Nothing, Page, Panel, toast } from '../ui/index.ts'
import classes from './programs.module.css'

const key = ['programs']

/** /programs: the keys and clients with which other programs use this one. */
export function ProgramsPage() {
  const [making, setMaking] = useState(false)
  const client = useQueryClient()
  const found = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await call(listPrograms, { signal })).data.items,
  })
  const revoke = useMutation({
    mutationFn: (program: Program) => call(revokeProgram, { params: { id: program.id } }),
    onSuccess: (_, program) => {
      toast.done(`${program.name} is revoked; its tokens have ended.`)
      return client.invalidateQueries({ queryKey: key })
    },
    onError: (error) => toast.failed(error),
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  return (
    <Page
      title="Programs"
      below="API keys and OAuth clients. Each acts as one user, narrowed to its scopes; what it does is in the audit trail under its name."
      actions={
        <Button leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setMaking(true)}>
          New program
        </Button>
      }
    >
      <Panel flush>
        {found.data.length === 0 ? (
          <EmptyState icon={<IconPlugConnected size={22} stroke={1.6} />} title="No program has access yet">
            Make an OAuth client or an API key for your ERP, CRM or a script. It acts as a user with the role
            Integration.
          </EmptyState>
        ) : (
          <DataTable
            label="Programs"
            columns={columns((program) => revoke.mutate(program))}
            rows={found.data}
            rowKey={(program) => program.id}
            card={(program) => (
              <span className={classes.card}>
                <span>
                  <strong>{program.name}</strong>
                  <span className={classes.sub}>
                    {kindInWords(program)} · as {program.userName}
                  </span>
                  <span className={classes.sub}>
                    <LastUse program={program} />
                  </span>
                </span>
                <span className={classes.end}>
                  <ProgramState program={program} />
                  <Revoke program={program} onRevoke={(one) => revoke.mutate(one)} />
                </span>
              </span>
            )}
          />
        )}
      </Panel>
      <MakeProgram
        forService
        open={making}
        onClose={() => setMaking(false)}
        onMade={() => void client.invalidateQueries({ queryKey: key })}
      />
    </Page>
  )
}

const columns = (onRevoke: (program: Program) => void): Column<Program>[] => [
  {
    key: 'name',
    title: 'Name',
    render: (program) => (
      <>
        {program.name}
        <span className={classes.sub}>{program.prefix}…</span>
      </>
    ),
  },
  { key: 'kind', title: 'Kind', from: 'sm', render: kindInWords },
  { key: 'user', title: 'Acts as', render: (program) => program.userName },
  { key: 'scopes', title: 'Scopes', from: 'lg', render: (program) => scopesInWords(program.scopes) },
  { key: 'used', title: 'Use', from: 'md', render: (program) => <LastUse program={program} /> },
  {
    key: 'until',
    title: 'Until',
    from: 'lg',
    render: (program) => (program.expiresAt ? <Day value={program.expiresAt.slice(0, 10)} /> : <Nothing />),
  },
  { key: 'state', title: 'State', render: (program) => <ProgramState program={program} /> },
  {
    key: 'revoke',
    title: '',
    align: 'end',
    render: (program) => <Revoke program={program} onRevoke={onRevoke} />,
  },
]

function Revoke({ program, onRevoke }: { program: Program; onRevoke: (program: Program) => void }) {
  if (program.revokedAt) return null
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      aria-label={`Revoke ${program.name}`}
      onClick={() => onRevoke(program)}
    >
      Revoke
    </Button>
  )
}

function kindInWords({ kind }: Program): string {
  return kind === 'key' ? 'API key' : 'OAuth client'
}
