import { Alert, Button, NativeSelect } from '@mantine/core'
import { IconDownload, IconTableImport } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import {
  exportTable,
  exportTemplate,
  listImports,
  type TableFormat,
  type TableImport,
  type TableKind,
  tableKinds,
} from '../../contract/exchange.ts'
import { call, hrefOf } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { usePages } from '../shell/use-pages.ts'
import { type Column, DataTable, EmptyState, Instant, Page, Panel, Tag } from '../ui/index.ts'
import { CollectionsPanel } from './collections-panel.tsx'
import { Columns } from './columns.tsx'
import { DropZone } from './drop-zone.tsx'
import classes from './exchange.module.css'
import { useStartImport } from './use-import.ts'
import { countWords, kindNames, mayRead, statusWords } from './words.ts'

const route = getRouteApi('/inside/exchange')

/** Tables of the catalog, its prices and rules, out as files and in again. */
export function ExchangePage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const kind: TableKind = tableKinds.find((each) => each === search.kind) ?? 'prices'
  const can = useCan()
  const start = useStartImport(kind)
  return (
    <Page
      title="Import and export"
      below="Work on many things at once in a spreadsheet. An import is one step that can be taken back."
    >
      <div className={classes.columns}>
        <Panel title="Table">
          <div className={classes.stack}>
            <NativeSelect
              label="What is in it"
              value={kind}
              onChange={(event) =>
                void navigate({ search: { kind: event.currentTarget.value }, replace: true })
              }
              data={tableKinds
                .filter((each) => can(mayRead(each)))
                .map((each) => ({ value: each, label: kindNames[each] }))}
            />
            <Downloads title="Export all" kind={kind} template={false} />
            <Downloads title="Empty template" kind={kind} template />
          </div>
        </Panel>
        <Panel title={`Import ${kindNames[kind].toLowerCase()}`}>
          <p className={classes.lead}>
            {kind === 'customers'
              ? 'Customers are under no version control: what you take over holds at once.'
              : 'It goes into a change set, and holds once that is published.'}
          </p>
          <DropZone busy={start.isPending} onFile={(file) => start.mutate(file)} />
          {start.error && (
            <Alert color="red" role="alert" mt="md">
              {start.error.message}
            </Alert>
          )}
        </Panel>
      </div>
      <Columns kind={kind} />
      <RecentImports />
      <CollectionsPanel />
    </Page>
  )
}

function Downloads({ title, kind, template }: { title: string; kind: TableKind; template: boolean }) {
  const href = (format: TableFormat) =>
    hrefOf(template ? exportTemplate : exportTable, { params: { kind }, query: { format } })
  return (
    <div className={classes.downloads}>
      <span>{title}</span>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={href(format)}
          download
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={14} />}
          aria-label={`${title} as ${format.toUpperCase()}`}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </div>
  )
}

const columns: Column<TableImport>[] = [
  { key: 'name', title: 'File', render: (each) => each.name },
  { key: 'kind', title: 'Table', from: 'sm', render: (each) => kindNames[each.kind] },
  {
    key: 'counts',
    title: 'Rows',
    from: 'md',
    render: (each) => <span className="tabular">{countWords(each)}</span>,
  },
  {
    key: 'status',
    title: 'State',
    render: (each) => <Tag tone={statusWords[each.status].tone}>{statusWords[each.status].words}</Tag>,
  },
  {
    key: 'when',
    title: 'Handed in',
    align: 'end',
    from: 'sm',
    render: (each) => <Instant value={each.createdAt} ago />,
  },
]

function RecentImports() {
  const navigate = route.useNavigate()
  const list = usePages(['imports', 'list'], async (cursor, signal) => {
    return (await call(listImports, { query: { cursor, limit: 20 }, signal })).data
  })
  return (
    <Panel title="Your imports" flush>
      <ListState
        list={list}
        empty={
          <EmptyState icon={<IconTableImport size={22} stroke={1.6} />} title="Nothing imported yet">
            Export a table, change it in a spreadsheet, and drop it above. Only what differs is taken over.
          </EmptyState>
        }
      >
        <DataTable
          label="Your imports"
          columns={columns}
          rows={list.items}
          rowKey={(each) => each.id}
          href={(each) => `/exchange/${each.id}`}
          onOpen={(each) => void navigate({ to: '/exchange/$id', params: { id: each.id } })}
          card={(each) => (
            <div className={classes.card}>
              <strong>{each.name}</strong>
              <span className={classes.quiet}>
                {kindNames[each.kind]} · {countWords(each)}
              </span>
              <Tag tone={statusWords[each.status].tone}>{statusWords[each.status].words}</Tag>
            </div>
          )}
          stale={list.stale}
        />
      </ListState>
    </Panel>
  )
}
