import { Alert, Anchor, Button, Checkbox, Progress, TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TableImport } from '../../contract/exchange.ts'
import { PageLoading } from '../shell/page-loading.tsx'
import { Page, Panel, Tag } from '../ui/index.ts'
import classes from './exchange.module.css'
import { ImportRows } from './import-rows.tsx'
import { ReadingForm } from './reading-form.tsx'
import { useImport, useImportActions } from './use-import.ts'
import { countWords, kindNames, statusWords } from './words.ts'

const route = getRouteApi('/inside/exchange/$id')

/** One import: how it was understood, what it would do, and doing it. */
export function ImportPage() {
  const { id } = route.useParams()
  const { data: table, error } = useImport(id)
  if (error) throw error
  if (!table) return <PageLoading />
  return <Import table={table} />
}

function Import({ table }: { table: TableImport }) {
  const { read, apply, undo } = useImportActions(table)
  const { words, tone } = statusWords[table.status]
  const canRead = ['asking', 'ready', 'failed'].includes(table.status)
  return (
    <Page
      title={table.name}
      above={
        <Anchor component={Link} to={`/exchange?kind=${table.kind}`} c="dimmed">
          Import and export
        </Anchor>
      }
      below={
        <>
          {kindNames[table.kind]} · <Tag tone={tone}>{words}</Tag>
        </>
      }
    >
      {table.problem && (
        <Alert color="red" role="alert" title="This import failed; nothing of it was taken over">
          {table.problem}
        </Alert>
      )}
      {table.status === 'reading' && <Reading rows={table.rowsRead} total={table.rowsTotal ?? 0} />}
      {table.status === 'applying' && (
        <Panel>
          <p role="status">Taking the rows over, all of them or none …</p>
          <Progress value={100} animated aria-label="Applying" />
        </Panel>
      )}
      {canRead && (
        <ReadingForm
          key={JSON.stringify(table.reading)}
          table={table}
          busy={read.isPending}
          onRead={(reading) => read.mutate(reading)}
        />
      )}
      {table.status === 'ready' && <Apply table={table} busy={apply.isPending} onApply={apply.mutate} />}
      {['applied', 'undone'].includes(table.status) && (
        <Panel title={placeWords(table)}>
          {table.note && <p className={classes.lead}>{table.note}</p>}
          <div className={classes.applied}>
            <span>
              <Anchor
                component={Link}
                to={table.changeSet ? `/change-sets/${table.changeSet.id}` : '/customers'}
              >
                {table.changeSet?.title ?? 'Customers'}
              </Anchor>
              , {countWords(table)}
            </span>
            {table.status === 'applied' && (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={16} />}
                loading={undo.isPending}
                onClick={() => undo.mutate()}
              >
                Take the import back
              </Button>
            )}
          </div>
        </Panel>
      )}
      {table.status !== 'asking' && <ImportRows key={table.status} table={table} />}
    </Page>
  )
}

/** Where the rows are now. */
function placeWords({ kind, status }: TableImport): string {
  const applied = status === 'applied'
  if (kind === 'customers') return applied ? 'Taken over' : 'Taken back'
  return applied ? 'In the change set' : 'Taken out of the change set'
}

function Reading({ rows, total }: { rows: number; total: number }) {
  return (
    <Panel>
      <p role="status" className={classes.quiet}>
        {rows.toLocaleString('en')} of about {total.toLocaleString('en')} rows read. You may leave this page;
        reading goes on.
      </p>
      <Progress value={total > 0 ? Math.min(100, (rows / total) * 100) : 0} animated aria-label="Rows read" />
    </Panel>
  )
}

type Applying = { title?: string; withoutWrong: boolean }

function Apply({
  table,
  busy,
  onApply,
}: {
  table: TableImport
  busy: boolean
  onApply: (how: Applying) => void
}) {
  const { wrong, new: added, changed } = table.counts
  const [title, setTitle] = useState(`Import of ${table.name}`)
  const [withoutWrong, setWithoutWrong] = useState(false)
  const atOnce = table.kind === 'customers'
  const rows = `${(added + changed).toLocaleString('en')} ${added + changed === 1 ? 'row' : 'rows'}`
  if (added + changed === 0) {
    return (
      <Panel>
        <p role="status">
          {wrong > 0 ? 'No row can be taken over.' : 'Everything is as it is in the file already.'}
        </p>
      </Panel>
    )
  }
  return (
    <Panel title="Take it over">
      <div className={classes.choices}>
        {atOnce ? (
          <p className={classes.grow}>
            The customers are changed at once. Taking the import back gives those it changed what they had,
            and takes those it made out of use; whoever was changed since stays as they are.
          </p>
        ) : table.changeSet ? (
          <p>Goes into “{table.changeSet.title}”.</p>
        ) : (
          <TextInput
            label="New change set"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            className={classes.grow}
          />
        )}
        {wrong > 0 && (
          <Checkbox
            label={`Leave the ${wrong.toLocaleString('en')} wrong ${wrong === 1 ? 'row' : 'rows'} out`}
            checked={withoutWrong}
            onChange={(event) => setWithoutWrong(event.currentTarget.checked)}
          />
        )}
        <Button
          loading={busy}
          disabled={wrong > 0 && !withoutWrong}
          onClick={() =>
            onApply({
              withoutWrong,
              ...(!atOnce && !table.changeSet && title.trim() && { title: title.trim() }),
            })
          }
        >
          {atOnce ? `Take ${rows} over` : `Put ${rows} into the change set`}
        </Button>
      </div>
    </Panel>
  )
}
