import { Skeleton } from '@mantine/core'

/** Rows that are on their way. */
export function TableLoading({ rows = 8 }: { rows?: number }) {
  return (
    <div style={{ padding: '14px 16px' }} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={14} my={13} width={`${96 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  )
}
