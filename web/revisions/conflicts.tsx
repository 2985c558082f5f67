import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { Change } from '../../contract/revisions.ts'
import { kindNames } from '../reference/kind-names.ts'
import { Panel } from '../ui/index.ts'
import { Words } from './change-list.tsx'
import classes from './revisions.module.css'
import type { Kept } from './use-change-set-actions.ts'

type ConflictsProps = { changes: readonly Change[]; busy: boolean; onRebase: (keep: Kept[]) => void }

/** Others published changes of the same things: what both changed is decided here, field by field. */
export function Conflicts({ changes, busy, onRebase }: ConflictsProps) {
  const [chosen, setChosen] = useState<Readonly<Record<string, Kept>>>({})
  const conflicts = changes.flatMap((change) => change.fields.map((field) => ({ change, ...field })))
  const undecided = conflicts.filter(({ change, field }) => !chosen[keyOf(change, field)])
  return (
    <Panel title="Others published changes of the same things">
      <p className={classes.lead}>
        {conflicts.length === 0
          ? 'Nothing of it contradicts yours: your changes are put on top of theirs.'
          : 'What only one of you changed is kept. Choose what holds where both did.'}
      </p>
      {conflicts.map(({ change, field, words }) => {
        const key = keyOf(change, field)
        const name = field === '' ? 'The whole thing' : wordsOf(field)
        return (
          <Radio.Group
            key={key}
            label={`${change.name ?? change.code}, ${kindNames[change.kind].one}: ${name}`}
            value={chosen[key]?.whose ?? null}
            className={classes.conflict}
            onChange={(whose) =>
              setChosen((before) => ({
                ...before,
                [key]: { kind: change.kind, code: change.code, field, whose: whose as Kept['whose'] },
              }))
            }
          >
            <Radio value="mine" label={<Side whose="Yours" words={words.mine} />} mt={8} />
            <Radio value="theirs" label={<Side whose="Theirs" words={words.theirs} />} mt={8} />
          </Radio.Group>
        )
      })}
      <Button loading={busy} disabled={undecided.length > 0} onClick={() => onRebase(Object.values(chosen))}>
        Rebase
      </Button>
      {undecided.length > 0 && conflicts.length > 0 && (
        <span className={classes.quiet} style={{ marginInlineStart: 10 }}>
          {undecided.length} still to decide
        </span>
      )}
    </Panel>
  )
}

const keyOf = (change: Change, field: string) => `${change.kind}/${change.code}/${field}`

/** "unitAmount" → "unit amount". */
const wordsOf = (field: string) => field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** What one side made of it, each difference in words. */
function Side({ whose, words }: { whose: string; words: readonly string[] }) {
  const shown = words.slice(0, shownWords)
  return (
    <>
      {whose}: {words.length === 0 && 'removed'}
      {words.length > 0 && (
        <span className={classes.side}>
          {shown.map((text) => (
            <span key={text}>
              <Words text={text} />
            </span>
          ))}
          {words.length > shown.length && <span>and {words.length - shown.length} more</span>}
        </span>
      )}
    </>
  )
}

const shownWords = 12
