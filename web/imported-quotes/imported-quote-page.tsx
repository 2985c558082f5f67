import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { getImportedQuote, type ImportedQuote } from '../../contract/imported-quotes.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import {
  type Column,
  DataTable,
  EmptyState,
  Facts,
  Instant,
  Nothing,
  Page,
  Panel,
  Quantity,
  Tag,
} from '../ui/index.ts'
import { Amount, When } from './figures.tsx'
import classes from './imported-quotes.module.css'

const route = getRouteApi('/inside/imported-quotes/$id')
type Line = ImportedQuote['lines'][number]

/** One imported quote: what the documents say of it, its lines and versions. */
export function ImportedQuotePage() {
  const { id } = route.useParams()
  const query = useQuery({
    queryKey: ['imported-quotes', 'one', id],
    queryFn: async ({ signal }) => (await call(getImportedQuote, { params: { id }, signal })).data,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  return <View quote={query.data} />
}

function View({ quote }: { quote: ImportedQuote }) {
  const { currency } = quote
  const amount = (value: string | undefined) => value && <Amount value={value} currency={currency} />
  const when = (value: string | undefined) => value && <When value={value} />
  return (
    <Page
      title={quote.number}
      above={
        <Anchor component={Link} to="/imported-quotes" c="dimmed">
          Imported quotes
        </Anchor>
      }
      below={
        <>
          {quote.status && <Tag>{quote.status}</Tag>} {quote.version && `version ${quote.version}, `}imported{' '}
          <Instant value={quote.importedAt} />; it is kept as it came.
        </>
      }
    >
      <div className={classes.columns}>
        <div>
          <Panel title="Lines" aside={quote.lines.length || undefined} flush>
            {quote.lines.length > 0 ? (
              <DataTable
                label="Lines"
                columns={columnsIn(currency)}
                rows={quote.lines}
                rowKey={(line) => line.id}
                card={(line) => <LineCard line={line} currency={currency} />}
              />
            ) : (
              <EmptyState title="No lines came with it">
                Import the collection quote_line_items: lines that name this quote appear here.
              </EmptyState>
            )}
          </Panel>
          {quote.notes && (
            <Panel title="Notes">
              <p className={classes.notes}>{quote.notes}</p>
            </Panel>
          )}
          <Panel title="The document" flush>
            <pre className={classes.document}>{quote.document}</pre>
          </Panel>
        </div>
        <div>
          <Panel title="Amounts">
            <Facts
              facts={[
                ['Subtotal', amount(quote.subtotal)],
                ['Discount', amount(quote.discount)],
                ['Discount code', quote.discountCode],
                ['Tax', amount(quote.tax)],
                ['Total', amount(quote.total)],
              ]}
            />
          </Panel>
          <Panel title="Quote">
            <Facts
              facts={[
                [
                  'Customer',
                  quote.known ? (
                    <Anchor component={Link} to="/customers/$id" params={{ id: quote.known.id } as never}>
                      {quote.known.company}
                    </Anchor>
                  ) : (
                    quote.customer
                  ),
                ],
                ['Account', quote.account],
                ['Valid until', when(quote.validUntil)],
                ['Made', when(quote.createdAt)],
                ['By', quote.createdBy],
                ['Changed', when(quote.updatedAt)],
                ['Changed by', quote.updatedBy],
              ]}
            />
          </Panel>
          {quote.approval && (
            <Panel title="Approval">
              <Facts
                facts={[
                  ['Status', quote.approval.status],
                  ['Approver', quote.approval.approver],
                  ['Asked', when(quote.approval.requestedAt)],
                  ['Decided', when(quote.approval.decidedAt)],
                  ['Comments', quote.approval.comments],
                ]}
              />
            </Panel>
          )}
          {quote.versions.length > 0 && (
            <Panel title="Versions">
              <ol className={classes.versions}>
                {quote.versions.map(({ id, version, description, createdAt, createdBy, current }) => (
                  <li key={id}>
                    <strong>Version {version}</strong> {current && <Tag tone="info">current</Tag>}
                    {description && <p>{description}</p>}
                    <p className={classes.quiet}>
                      <When value={createdAt} />
                      {createdBy && `, ${createdBy}`}
                    </p>
                  </li>
                ))}
              </ol>
            </Panel>
          )}
        </div>
      </div>
    </Page>
  )
}

function columnsIn(currency: string | undefined): Column<Line>[] {
  const money = (key: 'unitPrice' | 'discount' | 'tax' | 'total', title: string): Column<Line> => ({
    key,
    title,
    align: 'end',
    ...(key !== 'total' && { from: 'md' as const }),
    render: (line) => <Amount value={line[key]} currency={currency} />,
  })
  return [
    { key: 'number', title: 'No.', align: 'end', render: ({ number }) => number ?? <Nothing /> },
    {
      key: 'product',
      title: 'Product',
      render: ({ name, product, variant, notes, configuration }) => (
        <>
          {name ?? product ?? <Nothing />}
          <p className={classes.quiet}>
            {[name && product, variant, configuration, notes].filter(Boolean).join(' · ')}
          </p>
        </>
      ),
    },
    {
      key: 'quantity',
      title: 'Quantity',
      align: 'end',
      render: ({ quantity }) => (quantity === undefined ? <Nothing /> : <Quantity value={quantity} />),
    },
    money('unitPrice', 'Unit price'),
    money('discount', 'Discount'),
    money('tax', 'Tax'),
    money('total', 'Total'),
  ]
}

function LineCard({ line, currency }: { line: Line; currency: string | undefined }) {
  return (
    <div className={classes.card}>
      <strong>{line.name ?? line.product}</strong>
      <Amount value={line.total} currency={currency} />
      <span className={classes.quiet}>
        {[line.quantity && `${line.quantity} ×`, line.product, line.variant].filter(Boolean).join(' ')}
      </span>
    </div>
  )
}
