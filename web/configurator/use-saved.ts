import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type Configuration,
  type ConfiguredProduct,
  changeConfiguration,
  getConfiguration,
} from '../../contract/configurations.ts'
import type { Input } from '../../contract/http.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

export type Change = NonNullable<Input<typeof changeConfiguration>['body']>

const keyOf = (id: Configuration['id']) => ['configurations', 'one', id]

export function useSaved(id: Configuration['id']) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await call(getConfiguration, { params: { id }, signal })).data,
    refetchOnWindowFocus: false,
  })
}

/** Puts what the server answered in the place of what was shown. */
export function useTake() {
  const client = useQueryClient()
  return (configuration: Configuration) => {
    client.setQueryData(keyOf(configuration.id), configuration)
    void client.invalidateQueries({ queryKey: ['configurations', 'list'] })
    return configuration
  }
}

/** Changes a saved configuration in the state it was seen. */
export function useChange({ id, seq }: Configuration) {
  const take = useTake()
  return useMutation({
    mutationFn: async (body: Change) =>
      take((await call(changeConfiguration, { params: { id }, body, ifMatch: seq })).data),
    onError: toast.failed,
  })
}

/** A saved product as a request has it. */
export function givenOf(item: ConfiguredProduct) {
  const { id, product, plan, variant, quantity, decisions } = item
  return { id, product, quantity, decisions, ...(plan && { plan }), ...(variant && { variant }) }
}

/** What a saved configuration is called: its name, or what it is of. */
export function titleOf({ name, products }: Pick<Configuration, 'name' | 'products'>): string {
  return name ?? `${products[0]?.productName ?? ''}${andMore(products)}`
}

/** "3 × Pilot T2 tower workstation and 2 more". */
export function contentsText(products: Configuration['products']): string {
  const [first] = products
  return first ? `${first.quantity} × ${first.productName}${andMore(products)}` : ''
}

const andMore = ({ length }: readonly unknown[]) => (length > 1 ? ` and ${length - 1} more` : '')
