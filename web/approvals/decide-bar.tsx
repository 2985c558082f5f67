import { ActionIcon, Button, Menu } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconDots, IconMessageQuestion, IconUserShare } from '@tabler/icons-react'
import { useState } from 'react'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { AskDialog } from './ask-dialog.tsx'
import classes from './decision.module.css'
import { type Asked, DecisionDialog } from './decision-dialog.tsx'
import { PassOnDialog } from './pass-on-dialog.tsx'

/** What the reader can do with a request: decide, ask, pass on. */
export function DecideBar({ request }: { request: ApprovalRequest }) {
  const [asked, setAsked] = useState<Asked>()
  const [dialog, setDialog] = useState<'ask' | 'pass-on'>()
  const decide = (decision: Asked['decision']) => request.mine && setAsked({ decision, requests: [request] })
  useHotkeys([
    ['shift+A', () => decide('approve')],
    ['shift+R', () => decide('reject')],
  ])
  if (!request.mine) return null
  return (
    <div className={classes.decide}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="input-sm" variant="default" aria-label="More ways to answer">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconMessageQuestion size={16} stroke={1.6} />}
            onClick={() => setDialog('ask')}
          >
            Ask {request.requestedBy.name} something
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserShare size={16} stroke={1.6} />}
            onClick={() => setDialog('pass-on')}
          >
            Pass the decision on
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => decide('reject')} aria-keyshortcuts="Shift+R">
        Reject
      </Button>
      <Button onClick={() => decide('approve')} aria-keyshortcuts="Shift+A">
        Approve
      </Button>
      <DecisionDialog asked={asked} onClose={() => setAsked(undefined)} onDone={() => setAsked(undefined)} />
      <AskDialog request={request} open={dialog === 'ask'} onClose={() => setDialog(undefined)} />
      <PassOnDialog request={request} open={dialog === 'pass-on'} onClose={() => setDialog(undefined)} />
    </div>
  )
}
