import type { Column, ColumnId } from './columns.ts'
import css from './grid.module.css'
import { isSortable, nextSort, type View } from './view.ts'

type GridHeadProps = {
  columns: Column[]
  template: string
  height: number
  view: View
  onView: (view: View) => void
}

/** Titles of the columns; a click sorts. */
export function GridHead({ columns, template, height, view, onView }: GridHeadProps) {
  return (
    <div role="rowgroup" className={css.head}>
      <div
        role="row"
        className={css.headRow}
        aria-rowindex={1}
        style={{ gridTemplateColumns: template, height }}
      >
        {columns.map((column, place) => (
          <div
            key={column.id}
            role="columnheader"
            className={css.headCell}
            data-align={column.align}
            data-column={column.id}
            aria-colindex={place + 1}
            aria-sort={sortOf(view, column.id)}
          >
            {column.id === 'menu' ? (
              <span className="visually-hidden">{column.title}</span>
            ) : isSortable(column.id) ? (
              <button
                type="button"
                tabIndex={-1}
                className={css.sort}
                onClick={() => onView({ ...view, sort: nextSort(view.sort, column.id) })}
              >
                {column.title}
                {view.sort?.column === column.id && (view.sort.down ? ' ↓' : ' ↑')}
              </button>
            ) : (
              column.title
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function sortOf(view: View, column: ColumnId): 'ascending' | 'descending' | undefined {
  if (view.sort?.column !== column) return undefined
  return view.sort.down ? 'descending' : 'ascending'
}
