import css from './configurator.module.css'
import { useForm } from './context.ts'
import { stockWords } from './use-stock.ts'

/** Whether the product is there, or when it will be. */
export function StockMark({ product, dotted }: { product: string | undefined; dotted?: boolean }) {
  const { stock } = useForm()
  const said = product === undefined ? undefined : stockWords(stock.get(product))
  if (!said) return null
  return (
    <span className={css.stock} data-there={said.there || undefined}>
      {dotted && '· '}
      {said.words}
    </span>
  )
}
