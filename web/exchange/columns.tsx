import { useQuery } from '@tanstack/react-query'
import { listTableColumns, type TableKind } from '../../contract/exchange.ts'
import { call } from '../shell/api.ts'
import classes from './exchange.module.css'

/** What a table of this kind can have, for whoever fills one in. */
export function Columns({ kind }: { kind: TableKind }) {
  const { data } = useQuery({
    queryKey: ['exports', kind, 'columns'],
    queryFn: async () => (await call(listTableColumns, { params: { kind } })).data.items,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data) return null
  return (
    <details className={classes.details}>
      <summary>The {data.length} columns and what they take</summary>
      <dl className={classes.columnList}>
        {data.map((column) => (
          <div key={column.name}>
            <dt>
              <code>{column.name}</code>
              {column.required && <span className={classes.needed}> needed</span>}
            </dt>
            <dd>{column.takes}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
