import { useMutation, useQueryClient } from '@tanstack/react-query'
import { fulfillOrder, type Order } from '../../contract/orders.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

/** Notes that lines, or all that are left, were delivered. */
export function useFulfill(order: Order) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (lines: Order['lines'][number]['id'][] | undefined) =>
      call(fulfillOrder, {
        params: { id: order.id },
        body: lines ? { lines } : {},
        ifMatch: order.version,
        idempotencyKey: newIdempotencyKey(),
      }),
    onSuccess: ({ data }) => {
      toast.done(data.status === 'FULFILLED' ? `${data.number} is delivered` : 'Delivered')
      return client.invalidateQueries({ queryKey: ['orders'] })
    },
    onError: toast.failed,
  })
}
