import type { ChangeSet } from '../../contract/revisions.ts'
import { StatusBadge, type Tone } from '../ui/index.ts'

const words: Record<ChangeSet['status'], { label: string; tone: Tone; hollow?: boolean }> = {
  open: { label: 'Open', tone: 'info', hollow: true },
  scheduled: { label: 'Scheduled', tone: 'violet', hollow: true },
  published: { label: 'Published', tone: 'success' },
  discarded: { label: 'Discarded', tone: 'neutral' },
}
const reviews = {
  asked: { label: 'Review asked for', tone: 'warning' },
  approved: { label: 'Approved', tone: 'success' },
  returned: { label: 'Given back', tone: 'danger' },
} as const

/** The state of a change set; while it is open, what the second person said. */
export function ChangeSetStatus({ set }: { set: ChangeSet }) {
  const review = set.status === 'open' && set.review ? reviews[set.review.status] : undefined
  const { label, tone, hollow } = words[set.status]
  if (review) return <StatusBadge tone={review.tone}>{review.label}</StatusBadge>
  return (
    <StatusBadge tone={tone} {...(hollow && { hollow })}>
      {label}
    </StatusBadge>
  )
}
