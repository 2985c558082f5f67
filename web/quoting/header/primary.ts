import type { QuoteAction } from '../../../contract/quotes.ts'
import { forward } from '../values/statuses.ts'

/** The step that moves a quote on; where none is possible, opening it for change again. */
export function primaryOf(actions: readonly QuoteAction[]): QuoteAction | undefined {
  return forward.find((action) => actions.includes(action)) ?? actions.find((action) => action === 'revise')
}
