import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ChangeSet } from '../../contract/revisions.ts'
import { useSession } from '../shell/session.ts'
import { Instant, Panel } from '../ui/index.ts'
import classes from './revisions.module.css'
import type { useChangeSetActions } from './use-change-set-actions.ts'

type ReviewPanelProps = {
  set: ChangeSet & { preparedBy: readonly { id: string; name: string }[]; secondPerson: boolean }
  actions: ReturnType<typeof useChangeSetActions>
  mayDecide: boolean
}

const verbs = { asked: 'asked for a review', approved: 'approved it', returned: 'gave it back' }

/** What the second person said of a change set, and where they say it. */
export function ReviewPanel({ set, actions, mayDecide }: ReviewPanelProps) {
  const [comment, setComment] = useState('')
  const { user } = useSession()
  const own = set.preparedBy.some((person) => person.id === user.id)
  const { review } = set
  const decide = (verdict: 'ask' | 'approve' | 'return') =>
    actions.review.mutate({ verdict, ...(comment.trim() && { comment: comment.trim() }) })
  const deciding = mayDecide && !own
  return (
    <Panel title="Review">
      {review ? (
        <p>
          {review.by.name} {verbs[review.status]} <Instant value={review.at} ago />
          {review.comment ? <span className={classes.quote}>{review.comment}</span> : '.'}
        </p>
      ) : (
        <p className={classes.quiet}>
          {set.secondPerson
            ? 'Somebody who did not prepare it has to approve it before it can be published.'
            : 'A second person can look at it; it is not required here.'}
        </p>
      )}
      {deciding && (
        <Textarea
          label="Comment"
          autosize
          minRows={2}
          mt="sm"
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      )}
      <div className={classes.buttons}>
        {deciding ? (
          <>
            <Button size="xs" onClick={() => decide('approve')} loading={actions.review.isPending}>
              Approve
            </Button>
            <Button size="xs" variant="default" onClick={() => decide('return')}>
              Give back
            </Button>
          </>
        ) : (
          review?.status !== 'asked' && (
            <Button
              size="xs"
              variant="default"
              onClick={() => decide('ask')}
              loading={actions.review.isPending}
            >
              Ask for a review
            </Button>
          )
        )}
      </div>
    </Panel>
  )
}
