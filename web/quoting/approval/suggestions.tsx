import { Button } from '@mantine/core'
import type { WaySuggestion } from '../../../contract/approvals.ts'
import { Money } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import css from './approval.module.css'

/** The smallest changes after which less is asked, or nothing. Taking one is an edit like any other: it can be undone. */
export function Suggestions({ suggestions }: { suggestions: readonly WaySuggestion[] }) {
  const store = useStore()
  const currency = useQuote((quote) => quote.currency)
  const editable = useQuote((quote) => quote.editable)
  if (suggestions.length === 0 || !editable) return null
  return (
    <section>
      <h3 className={css.title}>What would make it unnecessary</h3>
      <ul className={css.ways}>
        {suggestions.map((way) => (
          <li key={way.words}>
            <div>
              <div>{way.words}</div>
              <div className={css.effect}>
                {way.avoidsAll ? 'Then nobody is asked' : `No longer asked for: ${way.avoids.join(', ')}`} ·
                total <Money amount={way.total} currency={currency} />
              </div>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Do it: ${way.words}`}
              onClick={() => store.change([...way.commands], way.words)}
            >
              Do it
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
