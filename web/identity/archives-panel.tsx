import { Anchor, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type AuditArchive,
  deleteAuditArchive,
  fetchAuditArchive,
  listAuditArchives,
} from '../../contract/audit.ts'
import { call, hrefOf } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { type Column, DataTable, Day, Panel, toast } from '../ui/index.ts'
import classes from './identity.module.css'

const key = ['audit', 'archives']

/** Files with entries that retention took off, to be fetched and kept elsewhere; nothing where there are none. */
export function ArchivesPanel() {
  const may = useCan()('settings.write')
  const client = useQueryClient()
  const found = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await call(listAuditArchives, { signal })).data.items,
  })
  const remove = useMutation({
    mutationFn: ({ id }: AuditArchive) => call(deleteAuditArchive, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
    onError: (error) => toast.failed(error),
  })
  if (!found.data?.length) return null
  const actions = (archive: AuditArchive) => (
    <span className={classes.filters}>
      <Anchor
        href={hrefOf(fetchAuditArchive, { params: { id: archive.id } })}
        download
        onClick={() => setTimeout(() => void client.invalidateQueries({ queryKey: key }), 1500)}
      >
        <IconDownload size={14} stroke={1.8} aria-hidden /> JSON Lines
      </Anchor>
      {may && archive.fetchedAt && (
        <Button size="compact-xs" variant="default" onClick={() => remove.mutate(archive)}>
          Remove
        </Button>
      )}
    </span>
  )
  const span = ({ firstAt, lastAt }: AuditArchive) => (
    <>
      <Day value={firstAt.slice(0, 10)} /> – <Day value={lastAt.slice(0, 10)} />
    </>
  )
  const columns: Column<AuditArchive>[] = [
    { key: 'days', title: 'Days', render: span },
    { key: 'entries', title: 'Entries', render: ({ from, to }) => `${from} – ${to}` },
    { key: 'file', title: 'File', render: actions },
  ]
  return (
    <Panel title="Taken off by retention" flush>
      <DataTable
        label="Audit archives"
        columns={columns}
        rows={found.data}
        rowKey={({ id }) => id}
        card={(archive) => (
          <span className={classes.card}>
            <span>{span(archive)}</span>
            {actions(archive)}
          </span>
        )}
      />
    </Panel>
  )
}
