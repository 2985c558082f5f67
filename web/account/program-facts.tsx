import { allPermissions } from '../../contract/permissions.ts'
import type { Program } from '../../contract/programs.ts'
import { Instant, Tag } from '../ui/index.ts'

/** Whether a key or client holds, in a word. */
export function ProgramState({ program }: { program: Program }) {
  if (program.revokedAt) return <Tag tone="neutral">Revoked</Tag>
  if (hasEnded(program)) return <Tag tone="warning">Expired</Tag>
  return <Tag tone="success">Holds</Tag>
}

export function LastUse({ program }: { program: Program }) {
  if (!program.lastUsedAt) return <>never used</>
  return (
    <>
      last used <Instant value={program.lastUsedAt} ago />
      {program.lastUsedAddress && ` from ${program.lastUsedAddress}`}
    </>
  )
}

export function scopesInWords(scopes: readonly string[]): string {
  if (scopes.length === allPermissions.length) return 'every scope'
  return scopes.length <= 3
    ? scopes.join(', ')
    : `${scopes.slice(0, 2).join(', ')} and ${scopes.length - 2} more`
}

const hasEnded = ({ expiresAt }: Program) => expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()
