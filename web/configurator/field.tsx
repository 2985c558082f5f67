import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowBackUp, IconLock } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import css from './configurator.module.css'
import { useForm } from './context.ts'
import { ReasonCard } from './reason-card.tsx'

type FieldProps = {
  path: string
  label: string
  help?: string | undefined
  children: (labelledBy: string) => ReactNode
}

/** One question: its name, whether the answer is the person's own or follows from others, and why something does not go. */
export function Field({ path, label, help, children }: FieldProps) {
  const { configuring, domainOf, readOnly } = useForm()
  const id = useId()
  const state = domainOf(path)?.state
  const own = configuring.snapshot?.chosen.some((decision) => decision.variable === path)
  return (
    <section className={css.field} data-path={path}>
      <div className={css.fieldHead}>
        <h3 id={id} className={css.fieldName}>
          {label}
        </h3>
        {state === 'forced' && (
          <Tooltip label="Why is there no other choice?">
            <UnstyledButton className={css.forced} onClick={() => configuring.whyForced(path)}>
              <IconLock size={12} stroke={2} aria-hidden />
              follows from your choices
            </UnstyledButton>
          </Tooltip>
        )}
        {own && !readOnly && (
          <Tooltip label="Take your choice back">
            <ActionIcon
              size={22}
              aria-label={`Take back your choice for ${label}`}
              onClick={() => configuring.retract(path)}
            >
              <IconArrowBackUp size={14} stroke={1.8} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {help && <p className={css.help}>{help}</p>}
      {children(id)}
      <ReasonCard path={path} />
    </section>
  )
}
