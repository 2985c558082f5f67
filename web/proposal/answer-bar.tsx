import { Button } from '@mantine/core'
import { IconFileTypePdf, IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import { proposalPdf } from '../../contract/proposal-page.ts'
import { hrefOf } from '../shell/api.ts'
import { usePhone } from '../ui/index.ts'
import { DeclineDialog } from './decline-dialog.tsx'
import css from './proposal.module.css'
import { SignDialog } from './sign-dialog.tsx'
import { useAround } from './use-proposal.ts'

/** What the customer can answer; on a phone it stays at the foot of the screen. */
export function AnswerBar() {
  const { view, token, words } = useAround()
  const [asked, setAsked] = useState<'sign' | 'decline'>()
  const total = view.totals.findLast(({ kind }) => kind === 'total')
  const open = view.state === 'OPEN'
  const phone = usePhone()
  return (
    <div className={css.answers} data-open={open || undefined}>
      {open && (
        <>
          <p className={css.barTotal}>
            <span>{total?.label}</span>
            <strong className="tabular">{total?.amount}</strong>
          </p>
          <Button
            size="md"
            className={css.acceptButton}
            leftSection={<IconSignature size={19} stroke={1.7} />}
            onClick={() => setAsked('sign')}
          >
            {phone ? words.acceptShort : words.accept}
          </Button>
        </>
      )}
      <div className={css.others}>
        <Button
          variant="default"
          component="a"
          href={hrefOf(proposalPdf, { params: { token } })}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconFileTypePdf size={17} stroke={1.7} />}
        >
          {view.state === 'ACCEPTED' ? words.signedPdf : words.pdf}
        </Button>
        {open && (
          <Button variant="subtle" color="gray" onClick={() => setAsked('decline')}>
            {words.decline}
          </Button>
        )}
      </div>
      <SignDialog opened={asked === 'sign'} onClose={() => setAsked(undefined)} />
      <DeclineDialog opened={asked === 'decline'} onClose={() => setAsked(undefined)} />
    </div>
  )
}
