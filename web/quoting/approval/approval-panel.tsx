import { Alert, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listApprovals, previewApprovals } from '../../../contract/approvals.ts'
import { hours } from '../../approvals/hours.ts'
import { Remarks } from '../../approvals/remarks.tsx'
import { Route } from '../../approvals/route.tsx'
import { call } from '../../shell/api.ts'
import { Instant } from '../../ui/index.ts'
import { useQuote, useQuoteState } from '../store/use-quote.ts'
import css from './approval.module.css'
import { Suggestions } from './suggestions.tsx'

/** Before submitting: what will be asked of whom, and why. Afterwards: who was asked and what they said. */
export function ApprovalPanel() {
  const status = useQuote((quote) => quote.status)
  const asked = useQuote((quote) => quote.approval?.id)
  return status === 'DRAFT' || !asked ? <Preview /> : <Request id={asked} />
}

function Preview() {
  const id = useQuote((quote) => quote.id)
  const seq = useQuote((quote) => quote.seq)
  const saved = useQuoteState((state) => state.waiting === 0)
  const found = useQuery({
    queryKey: ['approval-preview', id, seq],
    queryFn: async ({ signal }) =>
      (await call(previewApprovals, { params: { id }, query: { suggest: 'true' }, signal })).data,
    placeholderData: (before) => before,
    enabled: saved,
  })
  if (found.isError) return <Alert color="red">{found.error.message}</Alert>
  if (!found.data) return <Skeleton height={160} />
  const { steps, automatic, suggestions = [] } = found.data
  if (steps.length === 0) {
    return (
      <p className={css.words}>
        {automatic
          ? 'Nobody has to approve this quote as it stands: submitting approves it at once.'
          : 'No approval is asked for as the quote stands.'}
      </p>
    )
  }
  return (
    <>
      <p className={css.words}>Submitting the quote as it stands asks:</p>
      <Route steps={steps} />
      <Usual steps={steps} />
      <Suggestions suggestions={suggestions} />
    </>
  )
}

/** How long the slowest of the steps usually takes. */
function Usual({
  steps,
}: {
  steps: readonly { usually?: { hours: string; decisions: number } | undefined }[]
}) {
  const known = steps.flatMap((step) => step.usually ?? [])
  const slowest = known.sort((a, b) => Number(b.hours) - Number(a.hours))[0]
  if (!slowest) return null
  return (
    <p className={css.words}>
      Half of such decisions came within {hours(slowest.hours)} lately ({slowest.decisions} of them).
    </p>
  )
}

function Request({ id }: { id: string }) {
  const quote = useQuote((one) => one.id)
  const status = useQuote((one) => one.status)
  const seq = useQuote((one) => one.seq)
  const found = useQuery({
    queryKey: ['quote-approvals', quote, status, seq],
    queryFn: async ({ signal }) =>
      (await call(listApprovals, { query: { quote, mine: 'false' }, signal })).data.items,
    refetchInterval: status === 'PENDING_APPROVAL' ? 5000 : false,
  })
  if (found.isError) return <Alert color="red">{found.error.message}</Alert>
  if (!found.data) return <Skeleton height={160} />
  const request = found.data.find((one) => one.id === id) ?? found.data[0]
  if (!request) return <p className={css.words}>Nobody was asked to approve this version.</p>
  return (
    <>
      <p className={css.words}>
        {request.requestedBy.name} asked for approval <Instant value={request.requestedAt} ago />.
      </p>
      {request.comment && <blockquote className={css.quote}>{request.comment}</blockquote>}
      {request.steps.length === 0 && (
        <p className={css.words}>No person had to look at it: it was approved at once.</p>
      )}
      <Route steps={request.steps} />
      <Remarks request={request} />
    </>
  )
}
