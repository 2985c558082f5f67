import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Contract } from '../../contract/orders.ts'
import { can, useSession } from '../shell/session.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { RenewDialog } from './renew-dialog.tsx'

/** An active contract is changed while it runs, and goes on when it ends; both begin with a quote. */
export function ContractActions({ contract }: { contract: Contract }) {
  const session = useSession()
  const [open, setOpen] = useState<'amend' | 'renew'>()
  if (contract.status !== 'ACTIVE' || !can(session, 'quotes.write')) return null
  const close = () => setOpen(undefined)
  return (
    <>
      <Button variant="default" onClick={() => setOpen('amend')}>
        Amend
      </Button>
      {!contract.renewedBy && <Button onClick={() => setOpen('renew')}>Renew</Button>}
      <AmendDialog contract={contract} opened={open === 'amend'} onClose={close} />
      <RenewDialog contract={contract} opened={open === 'renew'} onClose={close} />
    </>
  )
}
