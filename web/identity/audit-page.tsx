import { Alert, Anchor, Button, TextInput } from '@mantine/core'
import { IconDownload, IconHistory, IconShieldCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type AuditEntry,
  exportAuditEntries,
  listAuditEntries,
  verifyAuditTrail,
} from '../../contract/audit.ts'
import { call, hrefOf } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Instant,
  Page,
  Panel,
  SearchField,
  SidePanel,
  Tag,
} from '../ui/index.ts'
import { ArchivesPanel } from './archives-panel.tsx'
import { AuditDetails } from './audit-details.tsx'
import classes from './identity.module.css'

const route = getRouteApi('/inside/audit')

const columns: Column<AuditEntry>[] = [
  { key: 'at', title: 'When', width: 190, render: (entry) => <Instant value={entry.at} /> },
  { key: 'who', title: 'Who', render: (entry) => entry.actorName },
  { key: 'action', title: 'What', render: (entry) => <Tag>{entry.action}</Tag> },
  {
    key: 'subject',
    title: 'Of',
    from: 'md',
    render: (entry) => (
      <span className={`tabular ${classes.quiet}`}>
        {entry.subjectKind} {entry.subjectId}
      </span>
    ),
  },
  { key: 'why', title: 'Why', from: 'lg', render: (entry) => entry.why ?? '' },
  { key: 'address', title: 'From', from: 'lg', render: (entry) => entry.address ?? entry.via },
]

/** Every change, sign-in, export and refusal: who, when, from where, before and after. */
export function AuditPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [shown, setShown] = useState<AuditEntry>()
  const filter = {
    action: search.action,
    subjectId: search.subject,
    from: search.from && `${search.from}T00:00:00.000Z`,
    to: search.to && `${search.to}T00:00:00.000Z`,
  }
  const list = usePages(
    ['audit', filter],
    async (cursor, signal) =>
      (await call(listAuditEntries, { query: { ...filter, limit: 100, cursor }, signal })).data,
  )
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <Page title="Audit trail" actions={<Verify />}>
      <div className={classes.filters}>
        <SearchField
          label="Action"
          placeholder="Action: quote.submitted, or quote. for all of quotes"
          value={search.action ?? ''}
          onSearch={(action) => change({ action: action || undefined })}
          width={330}
        />
        <SearchField
          label="Thing"
          placeholder="Id of a thing"
          value={search.subject ?? ''}
          onSearch={(subject) => change({ subject: subject || undefined })}
          width={230}
        />
        <TextInput
          type="date"
          aria-label="From day"
          value={search.from ?? ''}
          onChange={(event) => change({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          aria-label="Before day"
          value={search.to ?? ''}
          onChange={(event) => change({ to: event.currentTarget.value || undefined })}
        />
        <span className={classes.spread} />
        {(['csv', 'jsonl'] as const).map((format) => (
          <Anchor key={format} href={hrefOf(exportAuditEntries, { query: { ...filter, format } })} download>
            <IconDownload size={14} stroke={1.8} aria-hidden /> {format === 'csv' ? 'CSV' : 'JSON Lines'}
          </Anchor>
        ))}
      </div>
      <Panel flush>
        <ListState
          list={list}
          empty={
            <EmptyState icon={<IconHistory size={22} stroke={1.6} />} title="Nothing recorded that matches">
              Every change of data, users and settings, and every sign-in, is kept here for good.
            </EmptyState>
          }
        >
          <DataTable
            label="Audit trail"
            columns={columns}
            rows={list.items}
            rowKey={(entry) => entry.id}
            onOpen={setShown}
            stale={list.stale}
            card={(entry) => (
              <span className={classes.card}>
                <span>
                  <strong>{entry.action}</strong>
                  <span className={classes.sub}>
                    {entry.actorName} · <Instant value={entry.at} ago />
                  </span>
                </span>
              </span>
            )}
          />
        </ListState>
      </Panel>
      <ArchivesPanel />
      <SidePanel
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown?.action ?? ''}
        below={shown && <Instant value={shown.at} />}
        width={520}
      >
        {shown && <AuditDetails entry={shown} />}
      </SidePanel>
    </Page>
  )
}

/** Walks the sealed chain and says whether it is whole. */
function Verify() {
  const verify = useMutation({ mutationFn: async () => (await call(verifyAuditTrail, { query: {} })).data })
  const { data } = verify
  return (
    <div className={classes.verify}>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} stroke={1.7} />}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        Verify the trail
      </Button>
      {data && (
        <Alert color={data.whole ? 'pine' : 'red'} role="status" p="xs">
          {data.whole
            ? `Whole: ${data.sealed} entries sealed, ${data.waiting} waiting.`
            : data.findings.map((finding) => finding.message).join(' ')}
          {data.head && (
            <span className={classes.head}>
              Head {data.head.position}:{data.head.hash.slice(0, 16)}…
            </span>
          )}
        </Alert>
      )}
      {verify.isError && <Alert color="red">{verify.error.message}</Alert>}
    </div>
  )
}
