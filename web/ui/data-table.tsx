import { useHotkeys } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import classes from './data-table.module.css'
import { focusRow, step } from './row-focus.ts'
import { SortButton } from './sort-button.tsx'
import { usePhone } from './use-phone.ts'

export type Column<Row> = {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** Figures stand at the end, below each other. */
  align?: 'start' | 'end'
  width?: number | string
  /** Takes the room the others leave; what is longer is cut. */
  fill?: true
  /** Sortable by this name. */
  sort?: string
  /** Left out where the window is narrower: sm 640, md 960, lg 1200, xl 1440 pixels. */
  from?: 'sm' | 'md' | 'lg' | 'xl'
}
/** Ascending by a name, or descending. */
export type Sort = { by: string; descending: boolean }

type DataTableProps<Row> = {
  /** What the table lists, for those who do not see it. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Address of the row's own page; the first column becomes the link. */
  href?: (row: Row) => string
  onOpen?: (row: Row) => void
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  /** How a row looks on a phone; without it the table scrolls sideways. */
  card?: (row: Row) => ReactNode
  /** A column of checkboxes or marks before the first. */
  lead?: { title: ReactNode; render: (row: Row) => ReactNode }
  /** The rows are those of an earlier question; the new ones are on their way. */
  stale?: boolean
}

const rowHeight = 41
const virtualFrom = 100

/** A table that is one: headed, sortable, walked with the arrow keys or j and k; cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, href, onOpen, sort, onSort, card, lead, stale } = props
  const phone = usePhone()
  const body = useRef<HTMLTableSectionElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const part = useVisiblePart(rows.length, body)
  const walkable = href !== undefined
  useHotkeys(
    walkable
      ? [
          ['j', () => step(body.current ?? list.current, 1)],
          ['k', () => step(body.current ?? list.current, -1)],
        ]
      : [],
  )

  const open = (row: Row) => (event: MouseEvent) => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(row)
  }
  if (phone && card) {
    return (
      <ul className={classes.cards} aria-label={label} ref={list} data-stale={stale || undefined}>
        {rows.map((row) => (
          <li key={rowKey(row)} className={classes.cardRow}>
            {lead && <div className={classes.cardLead}>{lead.render(row)}</div>}
            {href ? (
              <a href={href(row)} onClick={open(row)} className={classes.card} data-row>
                {card(row)}
              </a>
            ) : (
              <div className={classes.card}>{card(row)}</div>
            )}
          </li>
        ))}
      </ul>
    )
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!walkable || !(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => step(body.current, 1),
      ArrowUp: () => step(body.current, -1),
      Home: () => focusRow(body.current, 0),
      End: () => focusRow(body.current, -1),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  const width = columns.length + (lead ? 1 : 0)
  return (
    <div className={classes.frame} data-stale={stale || undefined}>
      <table className={classes.table} aria-label={label} aria-busy={stale || undefined}>
        <thead>
          <tr>
            {lead && (
              <th className={classes.lead} scope="col">
                {lead.title}
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                data-from={column.from}
                data-fill={column.fill}
                style={column.width === undefined ? undefined : { width: column.width }}
                aria-sort={ariaSort(column.sort, sort)}
              >
                {column.sort && onSort ? (
                  <SortButton title={column.title} by={column.sort} sort={sort} onSort={onSort} />
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {part.before > 0 && <Spacer height={part.before} columns={width} />}
          {rows.slice(part.from, part.to).map((row) => (
            <tr
              key={rowKey(row)}
              data-openable={walkable || undefined}
              onClick={onOpen ? (event) => !isControl(event) && open(row)(event) : undefined}
            >
              {lead && <td className={classes.lead}>{lead.render(row)}</td>}
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  data-align={column.align}
                  data-from={column.from}
                  data-fill={column.fill}
                >
                  {index === 0 && href ? (
                    <a href={href(row)} className={classes.link} onClick={open(row)} data-row>
                      {column.render(row)}
                    </a>
                  ) : (
                    column.render(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
          {part.after > 0 && <Spacer height={part.after} columns={width} />}
        </tbody>
      </table>
    </div>
  )
}

/** Long lists only put into the page what can be seen; heights before and after keep the scroll bar true. */
function useVisiblePart(count: number, body: { current: HTMLTableSectionElement | null }) {
  const [margin, setMargin] = useState(0)
  const virtual = count >= virtualFrom
  useLayoutEffect(() => {
    if (virtual && body.current) setMargin(body.current.getBoundingClientRect().top + window.scrollY)
  }, [virtual, body])
  const virtualizer = useWindowVirtualizer({
    count,
    enabled: virtual,
    estimateSize: () => rowHeight,
    overscan: 20,
    scrollMargin: margin,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  if (!virtual || !first || !last) return { from: 0, to: virtual ? virtualFrom : count, before: 0, after: 0 }
  return {
    from: first.index,
    to: last.index + 1,
    before: first.start - margin,
    after: virtualizer.getTotalSize() - (last.end - margin),
  }
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}

function ariaSort(by: string | undefined, sort: Sort | undefined) {
  if (by === undefined || sort?.by !== by) return undefined
  return sort.descending ? 'descending' : 'ascending'
}

/** A click on something in the row that has a meaning of its own. */
function isControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, label') !== null
}
