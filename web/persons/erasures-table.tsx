import type { Erasure } from '../../contract/persons.ts'
import { type Column, DataTable, Instant, Panel, Tag } from '../ui/index.ts'
import classes from './persons.module.css'

/** Who was erased, by id: after a backup was restored it has to be done again. */
export function ErasuresTable({ erasures }: { erasures: readonly Erasure[] }) {
  return (
    <Panel title="Erased" flush>
      <DataTable
        label="Erasures"
        columns={columns}
        rows={erasures}
        rowKey={(erasure) => erasure.id}
        card={(erasure) => (
          <span className={classes.card}>
            <span>
              <code>{erasure.personId}</code>
              <span className={classes.sub}>{erasure.why}</span>
              <span className={classes.sub}>
                {erasure.askedBy.name}, <Instant value={erasure.askedAt} />
              </span>
            </span>
            <State erasure={erasure} />
          </span>
        )}
      />
    </Panel>
  )
}

const columns: Column<Erasure>[] = [
  { key: 'person', title: 'Person', render: ({ personId }) => <code>{personId}</code> },
  { key: 'why', title: 'Why', render: ({ why }) => why },
  { key: 'by', title: 'Asked by', render: ({ askedBy }) => askedBy.name },
  { key: 'at', title: 'Asked', render: ({ askedAt }) => <Instant value={askedAt} /> },
  { key: 'state', title: 'State', render: (erasure) => <State erasure={erasure} /> },
]

function State({ erasure: { doneAt, failure } }: { erasure: Erasure }) {
  if (doneAt) return <Tag tone="success">Done</Tag>
  return failure ? <Tag tone="danger">Tried again</Tag> : <Tag tone="accent">At work</Tag>
}
