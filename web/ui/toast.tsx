import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import classes from './toast.module.css'

type Undo = { label?: string; act: () => void | Promise<unknown> }

/** Short news at the edge of the window. What was done can be taken back there instead of being asked about before. */
export const toast = {
  done(message: string, undo?: Undo): void {
    const id = crypto.randomUUID()
    show({ id, message: undo ? <WithUndo id={id} message={message} undo={undo} /> : message, tone: 'done' })
  },
  /** What went wrong, in the server's words. */
  failed(error: unknown): void {
    const message = error instanceof Error ? error.message : 'That did not work.'
    show({ id: message, message, tone: 'failed' })
  },
  note(message: string): void {
    show({ id: message, message, tone: 'note' })
  },
}

function show({
  id,
  message,
  tone,
}: {
  id: string
  message: React.ReactNode
  tone: 'done' | 'failed' | 'note'
}) {
  const color = { done: 'pine', failed: 'red', note: 'gray' }[tone]
  notifications.hide(id)
  notifications.show({
    id,
    message,
    color,
    autoClose: tone === 'failed' ? 12_000 : 7_000,
    role: tone === 'failed' ? 'alert' : 'status',
    withBorder: false,
    classNames: { root: classes.root, description: classes.message },
    closeButtonProps: { 'aria-label': 'Dismiss' },
  })
}

function WithUndo({ id, message, undo }: { id: string; message: string; undo: Undo }) {
  return (
    <span className={classes.row}>
      <span>{message}</span>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          notifications.hide(id)
          void Promise.resolve(undo.act()).catch((error: unknown) => toast.failed(error))
        }}
      >
        {undo.label ?? 'Undo'}
      </Button>
    </span>
  )
}
