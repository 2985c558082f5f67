import { ActionIcon, Anchor, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Change } from '../../contract/revisions.ts'
import { forms } from '../reference/forms/index.ts'
import { kindNames, placeOf } from '../reference/kind-names.ts'
import { Tag } from '../ui/index.ts'
import classes from './revisions.module.css'

const icons = { create: IconPlus, change: IconPencil, remove: IconMinus }
const actionWords = { create: 'New', change: 'Changed', remove: 'Removed' }
const shownWords = 8

type ChangeListProps = {
  changes: readonly Change[]
  /** Offered on each change while the change set is open. */
  onWithdraw?: ((change: Change) => void) | undefined
}

/** Changes grouped by what they are changes of, in business words. */
export function ChangeList({ changes, onWithdraw }: ChangeListProps) {
  const groups = [...Map.groupBy(changes, (change) => change.kind)]
  return groups.map(([kind, ofKind]) => (
    <section key={kind} className={classes.kind} aria-labelledby={`changes-${kind}`}>
      <h3 id={`changes-${kind}`}>{kindNames[kind].many}</h3>
      <ul className={classes.changes}>
        {ofKind.map((change) => (
          <ChangeItem key={change.code} change={change} onWithdraw={onWithdraw} />
        ))}
      </ul>
    </section>
  ))
}

function ChangeItem({ change, onWithdraw }: { change: Change } & Pick<ChangeListProps, 'onWithdraw'>) {
  const Icon = icons[change.action]
  const more = change.words.length - shownWords
  return (
    <li className={classes.change} data-action={change.action}>
      <Icon size={15} stroke={1.9} className={classes.changeIcon} aria-hidden />
      <div className={classes.changeBody}>
        <p className={classes.changeHead}>
          <span className="visually-hidden">{actionWords[change.action]}: </span>
          <Anchor component={Link} to={placeOf(change.kind, change.code) as never}>
            {change.code}
          </Anchor>
          {change.name && change.name !== change.code && <span className={classes.quiet}>{change.name}</span>}
          {change.conflict && <Tag tone="warning">Changed by others too</Tag>}
        </p>
        {change.action === 'create' && isBody(change.after) && (
          <p className={classes.words}>{forms[change.kind].summary(change.after)}</p>
        )}
        {change.words.length > 0 && (
          <ul className={classes.words}>
            {change.words.slice(0, shownWords).map((words) => (
              <li key={words}>
                <Words text={words} />
              </li>
            ))}
            {more > 0 && <li className={classes.quiet}>and {more} more</li>}
          </ul>
        )}
      </div>
      {onWithdraw && (
        <Tooltip label="Take this change out">
          <ActionIcon aria-label={`Take the change of ${change.code} out`} onClick={() => onWithdraw(change)}>
            <IconArrowBackUp size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}

const isBody = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** "unit amount: 80.00 → 78.00", with what was and what will be set apart. */
export function Words({ text }: { text: string }) {
  const parts = /^([^:]+): (.*) → (.*)$/s.exec(text)
  if (!parts) return text
  const [, field, before, after] = parts
  return (
    <>
      <span className={classes.field}>{field}</span> <del>{before}</del> → <ins>{after}</ins>
    </>
  )
}
