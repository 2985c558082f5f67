import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState, LoadMore, TableLoading } from '../ui/index.ts'
import type { usePages } from './use-pages.ts'

type List = Omit<ReturnType<typeof usePages>, 'items' | 'first'> & { items: readonly unknown[] }

/** A list in each of its states: on its way, failed, empty, there; with its end. */
export function ListState({ list, empty, children }: { list: List; empty: ReactNode; children: ReactNode }) {
  if (list.error) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  if (list.loading) return <TableLoading />
  if (list.items.length === 0) return empty
  return (
    <>
      {children}
      <LoadMore {...list.more} />
    </>
  )
}

export function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        icon={<IconAlertTriangle size={22} stroke={1.6} />}
        title="This could not be loaded"
        action={
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {error.message}
      </EmptyState>
    </div>
  )
}
