import { Alert, Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { priceProduct } from '../../contract/catalog.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { WaterfallChart } from '../quoting/waterfall/waterfall-chart.tsx'
import { call } from '../shell/api.ts'
import { SidePanel } from '../ui/index.ts'
import type { PriceTerms } from './fill-menu.tsx'

type PricePanelProps = {
  open: boolean
  onClose: () => void
  product: string
  revision: number | undefined
  decisions: readonly Decision[]
  terms: PriceTerms
}

/** How the price of the configuration comes about, from list to total, as the pricer makes it. */
export function PricePanel({ open, onClose, product, revision, decisions, terms }: PricePanelProps) {
  const body = { decisions: [...decisions], ...terms, ...(revision !== undefined && { revision }) }
  const found = useQuery({
    queryKey: ['configured-price', product, body],
    queryFn: async ({ signal }) =>
      (await call(priceProduct, { params: { code: product }, body: body as never, signal })).data,
    enabled: open,
    placeholderData: keepPreviousData,
  })
  if (!open) return null
  const currency = (found.data?.priced as { currency: string } | undefined)?.currency ?? ''
  return (
    <SidePanel
      open
      onClose={onClose}
      title="How the price comes about"
      below="As a quote of its own would say"
    >
      {found.isError && <Alert color="red">{found.error.message}</Alert>}
      {!found.data && !found.isError && <Skeleton height={240} />}
      {found.data && (
        <WaterfallChart rows={found.data.rows.filter((row) => !row.rejected)} currency={currency} />
      )}
    </SidePanel>
  )
}
