import type { Contract } from '../../contract/orders.ts'
import { StatusBadge } from '../ui/index.ts'

const words = {
  ACTIVE: ['success', 'Active'],
  ENDED: ['neutral', 'Ended'],
  CANCELLED: ['neutral', 'Cancelled'],
} as const

export function ContractStatusBadge({ status }: { status: Contract['status'] }) {
  const [tone, word] = words[status]
  return <StatusBadge tone={tone}>{word}</StatusBadge>
}
