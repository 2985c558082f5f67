import { Button, MultiSelect, Select } from '@mantine/core'
import { useState } from 'react'
import type { Condition, Model, NumberExpression } from '../../engines/configurator/model.ts'
import classes from './models.module.css'
import { addendsOf, statementsOf } from './statements.ts'
import { Text } from './text.tsx'

export type Template = 'requires' | 'excludes' | 'sum'
type Made = { rule: Condition; sentence: string; when?: Condition }
type TemplateProps = { model: Model; onMade: (made: Made) => void; onCancel: () => void }

/** A rule filled into a template; it becomes an ordinary rule, changed as text afterwards. */
export function RuleTemplate({ template, ...props }: TemplateProps & { template: Template }) {
  return template === 'sum' ? <SumAtMost {...props} /> : <TwoThings template={template} {...props} />
}

function TwoThings({
  template,
  model,
  onMade,
  onCancel,
}: TemplateProps & { template: 'requires' | 'excludes' }) {
  const [first, setFirst] = useState<string | null>(null)
  const [second, setSecond] = useState<string | null>(null)
  const groups = statementsOf(model)
  const data = groups.map(({ group, items }) => ({
    group,
    items: items.map(({ key, words }) => ({ value: key, label: words })),
  }))
  const all = groups.flatMap(({ items }) => items)
  const one = all.find(({ key }) => key === first)
  const other = all.find(({ key }) => key === second)
  const requires = template === 'requires'
  const make = () => {
    if (!one || !other) return
    onMade(
      requires
        ? { when: one.condition, rule: other.condition, sentence: `${one.words} needs ${other.words}.` }
        : {
            rule: ['not', ['and', one.condition, other.condition]],
            sentence: `${one.words} does not go with ${other.words}.`,
          },
    )
  }
  const shared = { data, searchable: true, nothingFoundMessage: 'No option is called like this' }
  return (
    <Frame
      ready={one !== undefined && other !== undefined && one !== other}
      onMake={make}
      onCancel={onCancel}
    >
      <Select
        label={requires ? 'Whoever chooses' : 'This'}
        data-autofocus
        value={first}
        onChange={setFirst}
        {...shared}
      />
      <Select
        label={requires ? 'needs' : 'does not go with'}
        value={second}
        onChange={setSecond}
        {...shared}
      />
    </Frame>
  )
}

function SumAtMost({ model, onMade, onCancel }: TemplateProps) {
  const [chosen, setChosen] = useState<string[]>([])
  const [most, setMost] = useState('')
  const addends = addendsOf(model)
  const parts = addends.filter(({ key }) => chosen.includes(key))
  const limit = addends.find(({ key }) => key === most)
  const number = limit?.number ?? (/^-?\d+(\.\d+)?$/.test(most.trim()) ? most.trim() : undefined)
  const make = () => {
    const [only] = parts
    if (!only || number === undefined) return
    const sum: NumberExpression =
      parts.length === 1 ? only.number : ['+', ...parts.map((part) => part.number)]
    onMade({
      rule: ['<=', sum, number],
      sentence: `${parts.map(({ words }) => words).join(' + ')} is at most ${limit?.words ?? most.trim()}.`,
    })
  }
  return (
    <Frame ready={parts.length > 0 && number !== undefined} onMake={make} onCancel={onCancel}>
      <MultiSelect
        label="The sum of"
        data-autofocus
        searchable
        data={addends.map(({ key, words }) => ({ value: key, label: words }))}
        value={chosen}
        onChange={setChosen}
      />
      <Text label="is at most" placeholder="10, or psu.watts" value={most} onChange={setMost} />
    </Frame>
  )
}

type FrameProps = { ready: boolean; onMake: () => void; onCancel: () => void; children: React.ReactNode }

function Frame({ ready, onMake, onCancel, children }: FrameProps) {
  return (
    <form
      className={classes.thing}
      onSubmit={(event) => {
        event.preventDefault()
        onMake()
      }}
    >
      <div className={classes.pair}>{children}</div>
      <div className={classes.buttons}>
        <Button type="submit" size="xs" disabled={!ready}>
          Make this rule
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
