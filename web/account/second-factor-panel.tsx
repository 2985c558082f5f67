import { Alert, Button } from '@mantine/core'
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../contract/account.ts'
import {
  listFactors,
  removeFactor,
  renewRecoveryCodes,
  type SecondFactor,
} from '../../contract/second-factor.ts'
import { call } from '../shell/api.ts'
import { Instant, Panel, Tag, toast } from '../ui/index.ts'
import classes from './account.module.css'
import { PasskeyDialog } from './passkey-dialog.tsx'
import { PresenceDialog } from './presence-dialog.tsx'
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx'
import { TotpDialog } from './totp-dialog.tsx'

type Doing =
  | { kind: 'totp' }
  | { kind: 'passkey' }
  | { kind: 'codes' }
  | { kind: 'remove'; factor: SecondFactor }

/** What one proves oneself with besides the password. */
export function SecondFactorPanel({ account }: { account: Account }) {
  const [doing, setDoing] = useState<Doing>()
  const [codes, setCodes] = useState<string[]>()
  const client = useQueryClient()
  const factors = useQuery({
    queryKey: ['account', 'second-factors'],
    queryFn: async ({ signal }) => (await call(listFactors, { signal })).data,
  })
  const done = async (recoveryCodes?: string[]) => {
    setDoing(undefined)
    if (recoveryCodes) setCodes(recoveryCodes)
    await client.invalidateQueries({ queryKey: ['account', 'second-factors'] })
    await client.invalidateQueries({ queryKey: ['session'] })
  }
  if (!factors.data) return null
  const { items, recoveryCodesLeft, required } = factors.data
  const last = items.length === 1 && required
  return (
    <Panel
      title="Second factor"
      aside={
        items.length > 0 ? (
          <Tag tone="success">On</Tag>
        ) : (
          <Tag tone={required ? 'danger' : 'neutral'}>Off</Tag>
        )
      }
    >
      {items.length === 0 &&
        (required ? (
          <Alert color="yellow" title="Your role needs a second factor" mb="md">
            Set up an authenticator app or a passkey; then everything your role allows is open to you.
          </Alert>
        ) : (
          <p className={classes.quiet} style={{ marginBottom: 14 }}>
            With a second factor a stolen password alone opens nothing.
          </p>
        ))}
      <ul className={classes.list}>
        {items.map((factor) => (
          <FactorItem
            key={factor.id}
            factor={factor}
            {...(!last && { onRemove: () => setDoing({ kind: 'remove', factor }) })}
          />
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button
          variant={required && items.length === 0 ? 'filled' : 'default'}
          leftSection={<IconDeviceMobile size={16} stroke={1.7} />}
          onClick={() => setDoing({ kind: 'totp' })}
        >
          Set up an authenticator app
        </Button>
        <Button
          variant="default"
          leftSection={<IconFingerprint size={16} stroke={1.7} />}
          onClick={() => setDoing({ kind: 'passkey' })}
        >
          Add a passkey
        </Button>
        {items.length > 0 && (
          <Button variant="subtle" onClick={() => setDoing({ kind: 'codes' })}>
            New recovery codes ({recoveryCodesLeft} left)
          </Button>
        )}
      </div>
      {doing?.kind === 'totp' && (
        <TotpDialog account={account} onClose={() => setDoing(undefined)} onDone={done} />
      )}
      {doing?.kind === 'passkey' && (
        <PasskeyDialog account={account} onClose={() => setDoing(undefined)} onDone={done} />
      )}
      {doing?.kind === 'codes' && (
        <PresenceDialog
          account={account}
          title="New recovery codes"
          words="The codes you have now end."
          label="Make new codes"
          act={async (currentPassword) => {
            const { data } = await call(renewRecoveryCodes, { body: { currentPassword } })
            await done(data.recoveryCodes)
          }}
          onClose={() => setDoing(undefined)}
        />
      )}
      {doing?.kind === 'remove' && (
        <PresenceDialog
          account={account}
          title={`Remove ${doing.factor.name}`}
          words="You sign in without it from then on."
          label="Remove"
          act={async (currentPassword) => {
            await call(removeFactor, { params: { id: doing.factor.id }, body: { currentPassword } })
            toast.done(`${doing.factor.name} was removed.`)
            await done()
          }}
          onClose={() => setDoing(undefined)}
        />
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Panel>
  )
}

function FactorItem({ factor, onRemove }: { factor: SecondFactor; onRemove?: () => void }) {
  const Icon = factor.kind === 'totp' ? IconDeviceMobile : IconFingerprint
  return (
    <li className={classes.item}>
      <Icon size={20} stroke={1.5} aria-hidden className={classes.icon} />
      <span className={classes.words}>
        <span>{factor.name}</span>
        <span className={classes.quiet}>
          {factor.lastUsedAt ? (
            <>
              last used <Instant value={factor.lastUsedAt} ago />
            </>
          ) : (
            <>
              added <Instant value={factor.createdAt} />
            </>
          )}
        </span>
      </span>
      {onRemove && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={`Remove ${factor.name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      )}
    </li>
  )
}
