import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { Instant } from '../ui/index.ts'
import classes from './approvals.module.css'
import { PassOnDialog } from './pass-on-dialog.tsx'

type Step = ApprovalRequest['steps'][number]

/** Who holds the open steps, since when, and a way to ask somebody else. */
export function Reassign({ request }: { request: ApprovalRequest }) {
  const [step, setStep] = useState<Step>()
  const open = request.steps.filter((each) => each.status === 'OPEN')
  return (
    <ul className={classes.held}>
      {open.map((each) => (
        <li key={each.id}>
          <span>
            {each.askedOf.map((person) => person.name).join(', ') || 'Nobody can be asked'}
            {each.openedAt && (
              <>
                , asked <Instant value={each.openedAt} ago />
              </>
            )}
            {each.askedOf.length < each.needed && `: ${each.needed} are needed`}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Ask somebody else about ${request.quote.number}`}
            onClick={() => setStep(each)}
          >
            Ask somebody else
          </Button>
        </li>
      ))}
      {step && <PassOnDialog request={request} open onClose={() => setStep(undefined)} reassign={step} />}
    </ul>
  )
}
