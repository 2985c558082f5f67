import type { ProductSummary } from '../../contract/catalog.ts'
import { type Column, Money, Nothing, Tag } from '../ui/index.ts'
import classes from './catalog.module.css'
import { ProductMarks } from './product-marks.tsx'
import { intervalWords } from './words.ts'

/** Columns of the product list; categories are shown by their names. */
export function productColumns(
  categories: readonly { code: string; name: string }[],
): Column<ProductSummary>[] {
  const nameOf = (code: string) => categories.find((each) => each.code === code)?.name ?? code
  return [
    { key: 'name', title: 'Product', render: (product) => product.name },
    {
      key: 'code',
      title: 'Code',
      from: 'sm',
      render: (product) => <span className={classes.quiet}>{product.code}</span>,
    },
    { key: 'marks', title: 'Kind', from: 'md', render: (product) => <ProductMarks product={product} /> },
    {
      key: 'category',
      title: 'Category',
      from: 'lg',
      // From the nearest to the widest; the tree beside the list shows the rest.
      render: (product) => (product.categories[0] ? nameOf(product.categories[0]) : <Nothing />),
    },
    { key: 'plans', title: 'Plans', from: 'lg', align: 'end', render: (product) => product.plans.length },
    {
      key: 'price',
      title: 'List price',
      align: 'end',
      render: (product) => <FirstPrice product={product} />,
    },
  ]
}

/** The price of the first plan that has one, and how often it is paid. */
function FirstPrice({ product }: { product: ProductSummary }) {
  const plan = product.plans.find((each) => each.unitAmount !== undefined && each.currency !== undefined)
  if (!plan?.unitAmount || !plan.currency) return <Nothing />
  return (
    <span className={classes.price}>
      <Money amount={plan.unitAmount} currency={plan.currency} />
      {plan.interval && <span className={classes.quiet}> {intervalWords(plan.interval)}</span>}
    </span>
  )
}

export function ProductCard({ product }: { product: ProductSummary }) {
  return (
    <div className={classes.card}>
      <strong>{product.name}</strong>
      <FirstPrice product={product} />
      <span className={classes.quiet}>{product.code}</span>
      <span className={classes.marks}>
        {product.configurable && <Tag tone="accent">Configurable</Tag>}
        {product.bundle && <Tag tone="info">Bundle</Tag>}
      </span>
    </div>
  )
}
