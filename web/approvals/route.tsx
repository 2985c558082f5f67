import type { ApprovalRequest } from '../../contract/approvals.ts'
import { Instant, StatusBadge, type Tone } from '../ui/index.ts'
import classes from './approvals.module.css'

type Step = ApprovalRequest['steps'][number]

const states: Record<Step['status'], { word: string; tone: Tone; hollow: boolean }> = {
  WAITING: { word: 'Later', tone: 'neutral', hollow: true },
  OPEN: { word: 'Asked now', tone: 'warning', hollow: true },
  APPROVED: { word: 'Approved', tone: 'success', hollow: false },
  REJECTED: { word: 'Rejected', tone: 'danger', hollow: false },
  VOID: { word: 'Void', tone: 'neutral', hollow: false },
}

/** Who is asked, in which order, why, and what they said. */
export function Route({ steps }: { steps: readonly Omit<Step, 'id'>[] }) {
  const sorted = [...steps].sort((a, b) => a.order - b.order)
  return (
    <ol className={classes.route} aria-label="Who is asked">
      {sorted.map((step, index) => (
        <li key={index} className={classes.step}>
          <div className={classes.asked}>
            <StatusBadge tone={states[step.status].tone} hollow={states[step.status].hollow}>
              {states[step.status].word}
            </StatusBadge>
            <span className={classes.askedOf}>{askedOf(step)}</span>
            {step.status === 'OPEN' && step.deadline && (
              <span className={step.overdue ? `${classes.deadline} ${classes.overdue}` : classes.deadline}>
                {step.overdue ? 'overdue since' : 'by'} <Instant value={step.deadline} />
              </span>
            )}
          </div>
          <div className={classes.reasons}>
            {step.policies.map((policy) => (
              <div key={policy.code}>
                <span className={classes.why}>{policy.why || policy.name}</span>
                {policy.because.length > 0 && (
                  <ul className={classes.because}>
                    {policy.because.map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                )}
              </div>
            ))}
            {step.standing && (
              <span className={classes.sub}>An earlier approval of the same content stands.</span>
            )}
            {step.handovers.map((each) => (
              <p key={each.at + each.to.id} className={classes.handover}>
                {handoverWords(each)} <Instant value={each.at} ago />
                {each.comment && <>: “{each.comment}”</>}
              </p>
            ))}
            {step.decisions.map((decision) => (
              <p key={decision.by.id + decision.at} className={classes.decision}>
                <strong>{decision.by.name}</strong>{' '}
                {decision.decision === 'APPROVED' ? 'approved' : 'rejected'}
                {isProgram(decision) && ' by a program'} <Instant value={decision.at} ago />
                {decision.comment && <>: “{decision.comment}”</>}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

const isProgram = ({ via }: Step['decisions'][number]) => via === 'key' || via === 'client'

function handoverWords({ kind, from, to, by }: Step['handovers'][number]): string {
  if (kind === 'ESCALATED') return `Nobody decided in time; ${to.name} was asked too`
  if (kind === 'DELEGATED') return `${from?.name ?? by.name} passed it on to ${to.name}`
  return `${by.name} asked ${to.name}${from ? ` in place of ${from.name}` : ' instead'}`
}

function askedOf(step: Omit<Step, 'id'>): string {
  const names = step.askedOf.map((person) => person.name)
  if (names.length === 0) return step.asked
  if (names.length === 1) return `${names[0]} (${step.asked})`
  const of = step.needed >= names.length ? 'all of' : step.needed === 1 ? 'one of' : `${step.needed} of`
  return `${of} ${names.join(', ')} (${step.asked})`
}
