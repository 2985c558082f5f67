export { type Bar, Bars } from './bars.tsx'
export { type Column, DataTable, type Sort } from './data-table.tsx'
export { EmptyState } from './empty-state.tsx'
export { Day, Instant, LastDay, Money, Nothing, Percent, Quantity } from './figures.tsx'
export { type FilterTab, FilterTabs } from './filter-tabs.tsx'
export {
  formatAgo,
  formatDay,
  formatInstant,
  formatMoney,
  formatPercent,
  formatQuantity,
} from './format.ts'
export { fieldError, Issues, otherIssues } from './issues.tsx'
export { KeyHint } from './key-hint.tsx'
export { LoadMore } from './load-more.tsx'
export { type Locale, LocaleProvider, useLocale } from './locale.tsx'
export { Facts, Page, Panel, useDocumentTitle } from './page.tsx'
export { saveFile } from './save-file.ts'
export { SearchField } from './search-field.tsx'
export { SidePanel } from './side-panel.tsx'
export { StatusBadge, Tag, type Tone } from './status-badge.tsx'
export { TableLoading } from './table-loading.tsx'
export { toast } from './toast.tsx'
export { useNarrow, usePhone } from './use-phone.ts'
