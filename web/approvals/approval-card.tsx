import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { Instant, Money, Percent, StatusBadge, type Tone } from '../ui/index.ts'
import classes from './approvals.module.css'
import { Reassign } from './reassign.tsx'
import { Route } from './route.tsx'

type ApprovalCardProps = {
  request: ApprovalRequest
  /** Absent where it cannot be chosen with others. */
  chosen: boolean | undefined
  onChoose: () => void
  onDecide: (decision: 'approve' | 'reject') => void
  /** The reader looks after approvals: they see who holds each step, and ask somebody else. */
  manages: boolean
}

const states: Record<ApprovalRequest['status'], { word: string; tone: Tone }> = {
  PENDING: { word: 'Open', tone: 'warning' },
  APPROVED: { word: 'Approved', tone: 'success' },
  REJECTED: { word: 'Rejected', tone: 'danger' },
  NOT_REQUIRED: { word: 'Not required', tone: 'neutral' },
  VOID: { word: 'Void', tone: 'neutral' },
}

export function ApprovalCard({ request, chosen, onChoose, onDecide, manages }: ApprovalCardProps) {
  const { quote } = request
  const name = `${quote.number}, ${quote.customer ?? 'no customer'}`
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        {chosen !== undefined && (
          <Checkbox aria-label={`Choose ${name}`} checked={chosen} onChange={onChoose} mt={5} />
        )}
        <div className={classes.who}>
          <h2 className={classes.title}>
            <Link to="/approvals/$quote" params={{ quote: quote.id }} className={classes.link}>
              {quote.customer ?? quote.name ?? 'No customer'}
            </Link>
            {request.status !== 'PENDING' && (
              <StatusBadge tone={states[request.status].tone}>{states[request.status].word}</StatusBadge>
            )}
          </h2>
          <p className={classes.sub}>
            <span className="tabular">
              {quote.number}
              {quote.version > 1 && ` v${quote.version}`}
            </span>
            {quote.name && quote.customer && ` · ${quote.name}`} · {request.requestedBy.name},{' '}
            <Instant value={request.requestedAt} ago />
          </p>
        </div>
        <dl className={classes.figures}>
          <Figure name="Total">
            <Money amount={quote.total} currency={quote.currency} strong />
          </Figure>
          <Figure name="Discount">
            <Percent value={quote.discountPercent} places={1} />
          </Figure>
          {quote.marginPercent !== undefined && (
            <Figure name="Margin">
              <Percent value={quote.marginPercent} places={1} />
            </Figure>
          )}
        </dl>
        {request.mine && (
          <div className={classes.decide}>
            <Button aria-label={`Approve ${name}`} onClick={() => onDecide('approve')}>
              Approve
            </Button>
            <Button aria-label={`Reject ${name}`} variant="default" onClick={() => onDecide('reject')}>
              Reject
            </Button>
          </div>
        )}
      </div>
      {request.insteadOf.length > 0 && (
        <p className={`${classes.sub} ${classes.remark}`}>
          You decide for {request.insteadOf.map((person) => person.name).join(' and ')}, who is away.
        </p>
      )}
      {request.remarks.at(-1)?.kind === 'QUESTION' && (
        <p className={`${classes.sub} ${classes.remark}`}>
          {request.remarks.at(-1)?.by.name} asked: “{request.remarks.at(-1)?.text}”
        </p>
      )}
      {request.comment && <blockquote className={classes.comment}>{request.comment}</blockquote>}
      <Route steps={request.steps} />
      {manages && request.status === 'PENDING' && <Reassign request={request} />}
    </li>
  )
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
