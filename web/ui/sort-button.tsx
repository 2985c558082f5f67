import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import classes from './data-table.module.css'
import type { Sort } from './data-table.tsx'

/** A column's title that sorts by it; a second press turns the order round. */
export function SortButton({
  title,
  by,
  sort,
  onSort,
}: {
  title: string
  by: string
  sort: Sort | undefined
  onSort: (sort: Sort) => void
}) {
  const active = sort?.by === by
  const Icon = active ? (sort.descending ? IconArrowDown : IconArrowUp) : IconArrowsSort
  return (
    <button
      type="button"
      className={classes.sort}
      data-active={active || undefined}
      onClick={() => onSort({ by, descending: active ? !sort.descending : false })}
    >
      {title}
      <Icon size={13} stroke={2} aria-hidden />
    </button>
  )
}
