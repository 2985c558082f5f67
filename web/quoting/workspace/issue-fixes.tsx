import { Button } from '@mantine/core'
import type { Issue } from '../../../contract/problem.ts'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { toast } from '../../ui/index.ts'
import { isPart, lineActions } from '../grid/line-actions.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { useWorkspace } from './workspace.ts'

type Fix = { label: string; act: () => void }

/** What would put the line at hand right, one press away. */
export function IssueFixes({ line: id, issues }: { line: string; issues: readonly Issue[] }) {
  const store = useStore()
  const { configure, open } = useWorkspace()
  const line = useQuote((quote) => quote.lines.find((one) => one.id === id))
  if (!line) return null
  const act = lineActions(store)
  const setQuantity = ({ productName }: QuoteLine) => {
    store.change([{ type: 'setQuantity', line: line.id, quantity: '1' }], `quantity of ${productName} to 1`)
    toast.done(`Quantity of ${productName} is 1 now`, { act: store.undo })
  }
  const fixes: Fix[] = []
  const concerns = (pattern: RegExp) => issues.some((issue) => pattern.test(issue.code))
  if (line.configurable && !issues.every(isOfPrice))
    fixes.push({ label: 'Configure', act: () => configure(line) })
  if (concerns(/^quantity/)) fixes.push({ label: 'Set quantity to 1', act: () => setQuantity(line) })
  if (concerns(/^(price|plan|convert|exchange)/)) {
    fixes.push({ label: 'Set a price', act: () => open({ kind: 'discounts', line: id }) })
  }
  if (concerns(/^term/)) fixes.push({ label: 'Set the term', act: () => open({ kind: 'term', line: id }) })
  if (!isPart(line)) fixes.push({ label: 'Remove the line', act: () => act.remove(line) })
  return fixes.map((fix) => (
    <Button key={fix.label} size="compact-xs" variant="default" onClick={fix.act}>
      {fix.label}
    </Button>
  ))
}

/** Nothing that a configuration could put right. */
function isOfPrice({ code }: Issue): boolean {
  return /^(product|price|quantity|term|plan|tax|convert|exchange|discount)/.test(code)
}
