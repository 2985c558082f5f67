import { Modal } from '@mantine/core'
import { SecretOnce } from './secret-once.tsx'

/** The recovery codes, this once. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Recovery codes" size="sm" closeOnClickOutside={false}>
      <p style={{ marginBottom: 12 }}>
        Should you lose your second factor, one of these signs you in instead. Each works once.
      </p>
      <SecretOnce parts={[['Recovery codes', codes.join('\n')]]} onDone={onClose} />
    </Modal>
  )
}
