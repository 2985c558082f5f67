import { IconListSearch } from '@tabler/icons-react'
import { EmptyState } from '../../ui/index.ts'
import css from './workspace.module.css'
import { useWorkspace } from './workspace.ts'

/** A quote without lines: how the first one comes. */
export function EmptyLines() {
  const { readOnly } = useWorkspace()
  return (
    <div className={css.empty}>
      <EmptyState icon={<IconListSearch size={26} stroke={1.5} />} title="No lines yet">
        {readOnly === undefined &&
          'Type a product below, such as “tower *3”, or paste codes and quantities from a spreadsheet.'}
      </EmptyState>
    </div>
  )
}
