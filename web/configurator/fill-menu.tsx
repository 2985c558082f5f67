import { Button } from '@mantine/core'
import { IconChevronsDown, IconCoins, IconWand } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { optimizeProduct } from '../../contract/configuring.ts'
import { type Decision, decisionsOf, type Model } from '../../engines/configurator/index.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import css from './configurator.module.css'
import { useForm } from './context.ts'

export type PriceTerms = {
  currency?: string | undefined
  customer?: string | undefined
  priceBook?: string | undefined
  quantity?: string | undefined
}

type FillMenuProps = {
  model: Model
  /** Absent where the model stands for no product: then nothing has a price. */
  product: string | undefined
  revision: number | undefined
  terms: PriceTerms
}

/** Fills in what was not chosen: by the model's defaults, by price, or by one of its totals. Each can be taken back. */
export function FillMenu({ model, product, revision, terms }: FillMenuProps) {
  const { configuring } = useForm()
  const { chosen = [], decisions = [] } = configuring.snapshot ?? {}
  const own = new Set(chosen.map((decision) => decision.variable))
  const before = decisions.filter((decision) => !own.has(decision.variable))
  const cheapest = useCheapest(product, revision, terms)
  const said = (message: string) => toast.done(message, { act: () => configuring.fill(before) })
  return (
    <div className={css.fill}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconWand size={14} stroke={1.8} />}
        onClick={() => {
          configuring.complete()
          said('The rest filled in as is usual')
        }}
      >
        Fill in the rest
      </Button>
      {product !== undefined && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCoins size={14} stroke={1.8} />}
          loading={cheapest.isPending}
          onClick={() =>
            cheapest.mutate(chosen, {
              onSuccess: ({ best, proven }) => {
                configuring.fill(best)
                said(
                  proven
                    ? 'The cheapest way with your choices'
                    : 'The cheapest found; cheaper ones may exist',
                )
              },
            })
          }
        >
          Cheapest
        </Button>
      )}
      {model.totals?.map((total) => (
        <Button
          key={total.code}
          size="xs"
          variant="default"
          leftSection={<IconChevronsDown size={14} stroke={1.8} />}
          onClick={() => {
            configuring.optimize({ direction: 'minimize', expression: total.value })
            said(`As little ${(total.label ?? total.code).toLowerCase()} as your choices allow`)
          }}
        >
          Least {(total.label ?? total.code).toLowerCase()}
        </Button>
      ))}
    </div>
  )
}

/** Asked of the server: prices come from the pricer, with all that the customer agreed on. */
function useCheapest(product: string | undefined, revision: number | undefined, terms: PriceTerms) {
  return useMutation({
    mutationFn: async (decisions: Decision[]) => {
      const { data } = await call(optimizeProduct, {
        params: { code: product ?? '' },
        body: {
          decisions,
          goal: { by: 'price', ...terms } as never, // ids of a quote or a saved configuration
          ...(revision !== undefined && { revision }),
        },
      })
      const { values } = data.optimum.configuration
      return {
        proven: data.optimum.proven,
        best: decisionsOf({ values }),
      }
    },
    onError: toast.failed,
  })
}
