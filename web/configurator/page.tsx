import { useParams, useSearch } from '@tanstack/react-router'
import type { Quote, QuoteLine } from '../../contract/quotes.ts'
import type { Decision } from '../../engines/configurator/index.ts'
import { ConfigureLine } from './configure-line.tsx'
import { ConfigureProduct } from './configure-product.tsx'

type Search = { quote?: Quote['id']; plan?: string; quantity?: string | number; decided?: Decision[] }

/** /quotes/$id/configure/$line for what is on a quote, /configure/$product?quote=… for what is to be added. */
export function ConfigurePage() {
  const params = useParams({ strict: false }) as {
    id?: Quote['id']
    line?: QuoteLine['id']
    product?: string
  }
  const search = useSearch({ strict: false }) as Search
  if (params.id && params.line)
    return <ConfigureLine key={params.line} quote={params.id} line={params.line} />
  return (
    <ConfigureProduct
      key={params.product}
      product={params.product ?? ''}
      quote={search.quote}
      plan={search.plan}
      quantity={quantityIn(search.quantity)}
      decisions={search.decided ?? []}
    />
  )
}

/** From the address: anything that is no quantity is one. */
function quantityIn(given: string | number | undefined): string {
  const text = String(given ?? '')
  return /^\d{1,12}(\.\d{1,12})?$/.test(text) && /[1-9]/.test(text) ? text : '1'
}

export { ConfigurePage as Page }
