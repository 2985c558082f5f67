import { Alert, Button, Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { filled } from '../../contract/customer-words/index.ts'
import { acceptProposal, type Signature } from '../../contract/proposal-page.ts'
import { call } from '../shell/api.ts'
import { usePhone } from '../ui/index.ts'
import css from './proposal.module.css'
import { refusal } from './refusal.ts'
import { SignaturePad, type Strokes } from './signature-pad.tsx'
import { useAround, useStep } from './use-proposal.ts'

/** The signature: who, how, and for what exactly. */
export function SignDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { words } = useAround()
  const phone = usePhone()
  return (
    <Modal opened={opened} onClose={onClose} title={words.accept} size={560} fullScreen={phone}>
      {opened && <SignForm onClose={onClose} />}
    </Modal>
  )
}

function SignForm({ onClose }: { onClose: () => void }) {
  const { view, words } = useAround()
  const [name, setName] = useState(view.recipient.name ?? '')
  const [role, setRole] = useState('')
  const [method, setMethod] = useState<Signature['method']>('TYPED')
  const [strokes, setStrokes] = useState<Strokes>([])
  const [agreed, setAgreed] = useState(false)
  const [tried, setTried] = useState(false)
  const accept = useStep((signature: Signature, token: string) =>
    call(acceptProposal, {
      params: { token },
      body: { name, ...(role.trim() && { role }), signature, total: view.total, agreed: true },
    }),
  )
  const total = view.totals.findLast(({ kind }) => kind === 'total')?.amount ?? view.total
  const drawn = method === 'DRAWN' && strokes.flat().length >= 5
  const ready = name.trim() !== '' && agreed && (method === 'TYPED' || drawn)
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (ready)
          accept.mutate(method === 'DRAWN' ? { method, strokes } : { method }, { onSuccess: onClose })
      }}
    >
      <div className={css.two}>
        <TextInput
          size="md"
          label={words.yourName}
          autoComplete="name"
          value={name}
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
          error={tried && name.trim() === '' && words.needName}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="md"
          label={words.role}
          placeholder={words.roleHint}
          autoComplete="organization-title"
          value={role}
          maxLength={100}
          onChange={(event) => setRole(event.currentTarget.value)}
        />
      </div>
      <div>
        <div className={css.method}>
          <span className={css.methodLabel}>{words.signature}</span>
          <SegmentedControl
            size="xs"
            aria-label={words.signature}
            value={method}
            onChange={(value) => setMethod(value === 'DRAWN' ? 'DRAWN' : 'TYPED')}
            data={[
              { value: 'TYPED', label: words.type },
              { value: 'DRAWN', label: words.draw },
            ]}
          />
        </div>
        {method === 'TYPED' ? (
          <div className={css.typed}>
            <p className={css.hand}>{name || ' '}</p>
            <p className={css.soft}>{words.typedHint}</p>
          </div>
        ) : (
          <SignaturePad strokes={strokes} onChange={setStrokes} label={words.drawHere} clear={words.clear} />
        )}
        {tried && method === 'DRAWN' && !drawn && <p className={css.wrong}>{words.needDrawing}</p>}
      </div>
      <Checkbox
        size="sm"
        checked={agreed}
        label={filled(words.agree, { version: String(view.version), total })}
        error={tried && !agreed && words.needAgree}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      {accept.isError && (
        <Alert color="red" role="alert">
          {refusal(accept.error, words)}
        </Alert>
      )}
      <p className={css.soft}>{words.recorded}</p>
      <div className={css.buttons}>
        <Button variant="default" size="md" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" size="md" loading={accept.isPending}>
          {words.sign}
        </Button>
      </div>
    </form>
  )
}
