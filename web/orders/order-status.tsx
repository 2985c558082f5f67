import type { Order } from '../../contract/orders.ts'
import { StatusBadge } from '../ui/index.ts'

const words = {
  OPEN: { word: 'Open', tone: 'info', hollow: true },
  FULFILLED: { word: 'Fulfilled', tone: 'success', hollow: false },
  CANCELLED: { word: 'Cancelled', tone: 'neutral', hollow: false },
} as const

export function OrderStatusBadge({ status }: { status: Order['status'] }) {
  const { word, tone, hollow } = words[status]
  return (
    <StatusBadge tone={tone} hollow={hollow}>
      {word}
    </StatusBadge>
  )
}
