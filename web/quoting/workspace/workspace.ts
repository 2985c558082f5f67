import { createContext, useContext } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import type { Visitor } from '../store/follow-quote.ts'

/** What is open beside the grid. */
export type Side =
  | { kind: 'waterfall'; line?: string }
  | { kind: 'discounts'; line?: string }
  | { kind: 'approval' }
  | { kind: 'history'; line?: QuoteLine['id'] }
  | { kind: 'terms' }
  | { kind: 'customer' }
  | { kind: 'term'; line: string }
  | { kind: 'bundle'; line: string }
  | { kind: 'versions' }
  | { kind: 'refresh' }
  | { kind: 'asOf' }

/** What parts of the workspace ask of the page around them. */
export type Workspace = {
  /** Empty: a quote that cannot be changed now, with the reason why. */
  readOnly: string | undefined
  /** Who has the quote open, oneself among them. */
  visitors: Visitor[]
  side: Side | undefined
  open: (side: Side | undefined) => void
  /** Leads to the configurator of a line. */
  configure: (line: QuoteLine) => void
  /** Leads to the configurator of a product that is to be added. */
  configureNew: (product: string, wanted: { plan?: string | undefined; quantity: string }) => void
}

export const WorkspaceContext = createContext<Workspace | null>(null)

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('There is no workspace around this component')
  return workspace
}
