import { SidePanel } from '../../ui/index.ts'
import { ApprovalPanel } from '../approval/approval-panel.tsx'
import { AsOfPanel } from '../as-of/as-of-panel.tsx'
import { BundlePanel } from '../bundle/bundle-panel.tsx'
import { CustomerPanel } from '../customer/customer-panel.tsx'
import { DiscountsPanel } from '../discounts/discounts-panel.tsx'
import { HistoryPanel } from '../history/history-panel.tsx'
import { RefreshPanel } from '../refresh/refresh-panel.tsx'
import { useQuote } from '../store/use-quote.ts'
import { LineTermPanel } from '../term/line-term-panel.tsx'
import { VersionsPanel } from '../versions/versions-panel.tsx'
import { WaterfallPanel } from '../waterfall/waterfall-panel.tsx'
import { TermsPanel } from './terms-panel.tsx'
import { type Side, useWorkspace } from './workspace.ts'

const titles: Record<Side['kind'], string> = {
  waterfall: 'How the price came about',
  discounts: 'Discounts',
  approval: 'Approval',
  history: 'History',
  terms: 'Terms and notes',
  customer: 'The customer’s page',
  term: 'Term and quantity',
  bundle: 'Variant and contents',
  versions: 'Compare versions',
  refresh: 'Refresh from the catalog',
  asOf: 'Prices of another day',
}

/** Whatever is open beside the quote. */
export function WorkspaceSide() {
  const { side, open } = useWorkspace()
  const number = useQuote((quote) => quote.number)
  const about = side && 'line' in side ? side.line : undefined
  const line = useQuote(({ lines }) => (about ? lines.find((one) => one.id === about) : undefined))
  return (
    <SidePanel
      open={side !== undefined}
      onClose={() => open(undefined)}
      title={side ? titles[side.kind] : ''}
      below={line?.productName ?? number}
      width={440}
    >
      {side?.kind === 'waterfall' && <WaterfallPanel line={side.line} />}
      {side?.kind === 'discounts' && <DiscountsPanel line={side.line} />}
      {side?.kind === 'approval' && <ApprovalPanel />}
      {side?.kind === 'history' && <HistoryPanel line={side.line} />}
      {side?.kind === 'terms' && <TermsPanel />}
      {side?.kind === 'customer' && <CustomerPanel />}
      {side?.kind === 'term' && line && <LineTermPanel line={line} />}
      {side?.kind === 'bundle' && line && <BundlePanel line={line} />}
      {side?.kind === 'versions' && <VersionsPanel />}
      {side?.kind === 'refresh' && <RefreshPanel />}
      {side?.kind === 'asOf' && <AsOfPanel />}
    </SidePanel>
  )
}
