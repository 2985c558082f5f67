import { useState } from 'react'
import {
  type ImportRow,
  listImportRows,
  type RowOutcome,
  rowOutcomes,
  type TableImport,
} from '../../contract/exchange.ts'
import { call } from '../shell/api.ts'
import { ListState } from '../shell/list-state.tsx'
import { usePages } from '../shell/use-pages.ts'
import { type Column, DataTable, EmptyState, FilterTabs, Panel, Tag, type Tone } from '../ui/index.ts'
import classes from './exchange.module.css'

const tones: Record<RowOutcome, Tone> = {
  new: 'success',
  changed: 'info',
  unchanged: 'neutral',
  wrong: 'danger',
}
const titles: Record<RowOutcome, string> = {
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  wrong: 'Wrong',
}

const columns: Column<ImportRow>[] = [
  { key: 'row', title: 'Row', align: 'end', render: (each) => <span className="tabular">{each.row}</span> },
  { key: 'code', title: 'Code', render: (each) => <code>{each.code || '–'}</code> },
  {
    key: 'outcome',
    title: 'Outcome',
    render: (each) => <Tag tone={tones[each.outcome]}>{titles[each.outcome]}</Tag>,
  },
  { key: 'what', title: 'What', from: 'sm', render: (each) => <What row={each} /> },
]

/** The rows of an import, wrong ones first asked for where there are any. */
export function ImportRows({ table }: { table: TableImport }) {
  const [wanted, setWanted] = useState<RowOutcome | 'all'>(table.counts.wrong > 0 ? 'wrong' : 'all')
  const outcome = wanted === 'all' ? undefined : wanted
  const list = usePages(
    ['imports', table.id, 'rows', wanted, table.rowsRead, table.status],
    async (cursor, signal) => {
      return (
        await call(listImportRows, {
          params: { id: table.id },
          query: { outcome, cursor, limit: 100 },
          signal,
        })
      ).data
    },
  )
  const total = rowOutcomes.reduce((sum, each) => sum + table.counts[each], 0)
  return (
    <>
      <FilterTabs
        label="Outcome"
        value={wanted}
        onChange={(value) => setWanted(value as typeof wanted)}
        tabs={[
          { value: 'all', label: 'All', count: total },
          ...rowOutcomes.map((each) => ({ value: each, label: titles[each], count: table.counts[each] })),
        ]}
      />
      <Panel flush>
        <ListState
          list={list}
          empty={<EmptyState title="No such rows">None of the rows came out this way.</EmptyState>}
        >
          <DataTable
            label="Rows of the file"
            columns={columns}
            rows={list.items}
            rowKey={(each) => `${each.row}`}
            card={(each) => (
              <div className={classes.card}>
                <strong>
                  {each.row} · {each.code || '–'}
                </strong>
                <Tag tone={tones[each.outcome]}>{titles[each.outcome]}</Tag>
                <What row={each} />
              </div>
            )}
            stale={list.stale}
          />
        </ListState>
      </Panel>
    </>
  )
}

function What({ row }: { row: ImportRow }) {
  return (
    <ul className={classes.what}>
      {row.issues.map((issue) => (
        <li key={issue.path.join('.') + issue.message} data-wrong>
          {issue.path.length > 0 && <code>{issue.path.join('.')}:</code>} {issue.message}
        </li>
      ))}
      {row.words.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}
