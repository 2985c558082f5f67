import { Tag } from '../../ui/index.ts'
import type { CheckedRow } from './checked-rows.ts'
import css from './paste-dialog.module.css'

/** The rows that will be added, as the catalog knows them. */
export function ReadyRows({ rows, looking }: { rows: CheckedRow[]; looking: boolean }) {
  return (
    <section aria-label="Rows that will be added">
      <h3 className={css.title}>
        {rows.length === 1 ? '1 row will be added' : `${rows.length} rows will be added`}
      </h3>
      {rows.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">Code</th>
                <th scope="col">Product</th>
                <th scope="col" data-align="end">
                  Quantity
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, 500).map((row) => (
                <tr key={row.row}>
                  <td>{row.row}</td>
                  <td>{row.product ?? row.code}</td>
                  <td>
                    {row.name ?? (looking ? 'Looking it up …' : '')}{' '}
                    {row.configurable && <Tag tone="info">to configure</Tag>}
                  </td>
                  <td data-align="end" className="tabular">
                    {row.quantity}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
