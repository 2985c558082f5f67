import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ApprovalRequest, listApprovals } from '../../contract/approvals.ts'
import { getQuote, type Quote } from '../../contract/quotes.ts'
import { call, ProblemError } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { EmptyState, Instant, Page, Panel, usePhone } from '../ui/index.ts'
import { DecideBar } from './decide-bar.tsx'
import classes from './decision.module.css'
import { DecisionFigures } from './decision-figures.tsx'
import { DecisionLines } from './decision-lines.tsx'
import { CustomerDeals, QuoteHistory, QuoteWaterfall } from './decision-side.tsx'
import { Remarks } from './remarks.tsx'
import { Route } from './route.tsx'
import { useBrief } from './use-brief.ts'

const route = getRouteApi('/inside/approvals/$quote')

/** All one needs to decide on a quote, on one page. Opening it decides nothing. */
export function DecisionPage() {
  const { quote: id } = route.useParams()
  const quoteId = id as Quote['id']
  const quote = useQuery({
    queryKey: ['quotes', 'decision', id],
    queryFn: async ({ signal }) =>
      (await call(getQuote, { params: { id: quoteId }, query: {}, signal })).data,
  })
  const request = useQuery({
    queryKey: ['approvals', 'of', id],
    queryFn: ({ signal }) => findRequest(quoteId, signal),
  })
  const error = quote.error ?? request.error
  if (error instanceof ProblemError && error.status === 404) return <NothingToSee />
  if (error) return <Failed error={error} onRetry={() => void quote.refetch()} />
  if (!quote.data || request.isPending) return <PageLoading />
  if (!request.data) return <NothingToSee />
  return <Decision quote={quote.data} request={request.data} />
}

/** The request that waits for the reader; else the latest one they may see. */
async function findRequest(quote: Quote['id'], signal: AbortSignal): Promise<ApprovalRequest | null> {
  const find = async (mine: 'true' | 'false') =>
    (await call(listApprovals, { query: { quote, mine, limit: 1 }, signal })).data.items[0]
  return (await find('true')) ?? (await find('false')) ?? null
}

function Decision({ quote, request }: { quote: Quote; request: ApprovalRequest }) {
  const phone = usePhone()
  const bar = <DecideBar request={request} />
  return (
    <Page
      title={quote.customer?.company ?? quote.name ?? quote.number}
      above={
        <Anchor component={Link} to="/approvals" c="dimmed">
          Approvals
        </Anchor>
      }
      below={
        <>
          <Anchor
            component={Link}
            underline="always"
            to="/quotes/$id"
            params={{ id: quote.id } as never}
            className="tabular"
          >
            {quote.number}
            {quote.version > 1 && ` v${quote.version}`}
          </Anchor>
          {quote.name && ` · ${quote.name}`} · {request.requestedBy.name},{' '}
          <Instant value={request.requestedAt} ago />
        </>
      }
      actions={phone ? undefined : bar}
    >
      {request.insteadOf.length > 0 && (
        <p className={classes.instead}>
          You decide for {request.insteadOf.map((person) => person.name).join(' and ')}, who is away.
        </p>
      )}
      <DecisionFigures quote={quote} discountPercent={request.quote.discountPercent} />
      <div className={classes.columns}>
        <div>
          <Panel title="What is asked, and why">
            {request.comment && <blockquote className={classes.comment}>{request.comment}</blockquote>}
            <div className={classes.route}>
              <Route steps={request.steps} />
            </div>
          </Panel>
          <Changes quote={quote} />
          <Remarks request={request} />
          <Panel title="Lines" aside={String(quote.lines.length)} flush>
            <DecisionLines quote={quote} />
          </Panel>
        </div>
        <div>
          <QuoteWaterfall quote={quote} />
          <CustomerDeals quote={quote} />
          <QuoteHistory quote={quote} />
        </div>
      </div>
      {phone && request.mine && <div className={classes.bottom}>{bar}</div>}
    </Page>
  )
}

function Changes({ quote }: { quote: Quote }) {
  const brief = useBrief(quote)
  const { since, changes } = brief.data ?? {}
  if (!since) return null
  return (
    <Panel
      title={`Changed since the last approval (version ${since.version})`}
      aside={<Instant value={since.at} />}
    >
      {changes?.length === 0 ? (
        <p className={classes.muted}>Nothing an approver was shown is different.</p>
      ) : (
        <ul className={classes.changes}>
          {changes?.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function NothingToSee() {
  return (
    <Page title="Approval">
      <EmptyState title="Nothing to decide here">
        The quote is gone, was decided already, or is not asked of you any more.{' '}
        <Anchor component={Link} to="/approvals">
          See what waits for you
        </Anchor>
      </EmptyState>
    </Page>
  )
}
