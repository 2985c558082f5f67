import { Loader } from '@mantine/core'

export function PageLoading() {
  return (
    <div style={{ display: 'grid', placeItems: 'center', minHeight: '40vh' }}>
      <Loader size="sm" color="gray" aria-label="Loading" />
    </div>
  )
}
