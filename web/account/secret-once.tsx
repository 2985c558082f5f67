import { Alert, Button, CopyButton, Stack } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './account.module.css'

/** What is shown once and never again: secrets, with a way to take them along. */
export function SecretOnce({
  parts,
  onDone,
}: {
  parts: readonly (readonly [string, string])[]
  onDone: () => void
}) {
  return (
    <Stack gap="sm">
      <Alert color="yellow" title="Copy it now">
        It is shown this once. Keep it where secrets are kept; whoever has it acts in this name.
      </Alert>
      {parts.map(([name, value]) => (
        <div key={name}>
          <div className={classes.row} style={{ marginBottom: 4 }}>
            <span className={classes.quiet}>{name}</span>
            <CopyButton value={value}>
              {({ copied, copy }) => (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
                  onClick={copy}
                >
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </div>
          <div className={classes.secret}>{value}</div>
        </div>
      ))}
      <Button onClick={onDone}>I have copied it</Button>
    </Stack>
  )
}
