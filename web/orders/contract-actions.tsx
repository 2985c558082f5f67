import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Contract, Subscription } from '../../contract/orders.ts'
import { can, useSession } from '../shell/session.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { NoticeDialog } from './notice-dialog.tsx'
import { RenewDialog } from './renew-dialog.tsx'

/** An active contract is changed while it runs, and goes on when it ends; what has no end is ended with notice. */
export function ContractActions({ contract }: { contract: Contract }) {
  const session = useSession()
  const [open, setOpen] = useState<'amend' | 'renew' | 'notice'>()
  if (contract.status !== 'ACTIVE') return null
  const close = () => setOpen(undefined)
  const quoting = can(session, 'quotes.write')
  const running = contract.subscriptions.filter(({ status }) => status === 'ACTIVE')
  const ends = running.some(({ endsOn, noticeAt }) => endsOn !== undefined && noticeAt === undefined)
  return (
    <>
      {running.some(endsByNotice) && can(session, 'orders.write') && (
        <Button variant="default" onClick={() => setOpen('notice')}>
          Give notice
        </Button>
      )}
      {quoting && (
        <Button variant="default" onClick={() => setOpen('amend')}>
          Amend
        </Button>
      )}
      {quoting && ends && !contract.renewedBy && <Button onClick={() => setOpen('renew')}>Renew</Button>}
      <NoticeDialog
        contract={contract}
        running={running.filter(endsByNotice)}
        opened={open === 'notice'}
        onClose={close}
      />
      <AmendDialog contract={contract} opened={open === 'amend'} onClose={close} />
      <RenewDialog contract={contract} opened={open === 'renew'} onClose={close} />
    </>
  )
}

function endsByNotice({ endsOn, noticeAt }: Subscription): boolean {
  return endsOn === undefined || noticeAt !== undefined
}
