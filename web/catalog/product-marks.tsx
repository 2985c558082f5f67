import type { ProductSummary } from '../../contract/catalog.ts'
import { Tag } from '../ui/index.ts'
import classes from './catalog.module.css'
import { lifecycleWords } from './words.ts'

export function ProductMarks({
  product,
}: {
  product: Pick<ProductSummary, 'configurable' | 'bundle' | 'lifecycle'>
}) {
  return (
    <span className={classes.marks}>
      {product.configurable && <Tag tone="accent">Configurable</Tag>}
      {product.bundle && <Tag tone="info">Bundle</Tag>}
      {product.lifecycle !== 'active' && (
        <Tag tone={product.lifecycle === 'retired' ? 'danger' : 'warning'}>
          {lifecycleWords[product.lifecycle]}
        </Tag>
      )}
    </span>
  )
}
