import classes from './catalog.module.css'
import type { CategoryAt } from './use-categories.ts'

type CategoryListProps = {
  categories: readonly CategoryAt[]
  value: string | undefined
  onChange: (category: string | undefined) => void
}

export function CategoryList({ categories, value, onChange }: CategoryListProps) {
  return (
    <nav aria-label="Categories" className={classes.categories}>
      <ul>
        {[{ code: undefined, name: 'All products', depth: 0 }, ...categories].map((each) => (
          <li key={each.code ?? 'all'}>
            <button
              type="button"
              className={classes.category}
              aria-pressed={value === each.code}
              style={{ paddingInlineStart: 10 + each.depth * 14 }}
              onClick={() => onChange(each.code)}
            >
              {each.name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
