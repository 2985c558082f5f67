import { Autocomplete, Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Scope } from '../../engines/expressions/index.ts'
import { mistakeIn } from './form-state.ts'
import classes from './policies.module.css'

export type Fact = { field: string; label: string; type: string }
type ConditionFieldProps = {
  text: string
  facts: readonly Fact[]
  scope: Scope
  onChange: (text: string) => void
}

const comparisons: Record<string, { word: string; write: (field: string, value: string) => string }[]> = {
  number: [
    { word: 'is more than', write: (field, value) => `${field} > ${value}` },
    { word: 'is at least', write: (field, value) => `${field} >= ${value}` },
    { word: 'is less than', write: (field, value) => `${field} < ${value}` },
    { word: 'is at most', write: (field, value) => `${field} <= ${value}` },
  ],
  text: [
    { word: 'is', write: (field, value) => `${field} == ${JSON.stringify(value)}` },
    { word: 'is not', write: (field, value) => `${field} != ${JSON.stringify(value)}` },
  ],
  boolean: [
    { word: 'is so', write: (field) => field },
    { word: 'is not so', write: (field) => `!${field}` },
  ],
  list: [
    { word: 'contain', write: (field, value) => `${field}.contains(${JSON.stringify(value)})` },
    { word: 'do not contain', write: (field, value) => `!${field}.contains(${JSON.stringify(value)})` },
  ],
}
const kindOf = (type: string) => (type in comparisons ? type : 'number')

/** The condition as text, with a row that writes comparisons for those who do not know the language. */
export function ConditionField({ text, facts, scope, onChange }: ConditionFieldProps) {
  const mistake = mistakeIn(text, scope)
  return (
    <div className={classes.stack}>
      <Textarea
        label="When"
        description="Such as: discountPercent > 15 && customer.region == &quot;DE&quot;"
        autosize
        minRows={2}
        spellCheck={false}
        classNames={{ input: classes.code }}
        value={text}
        error={text === '' ? undefined : mistake}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <AddComparison
        facts={facts}
        onAdd={(written, how) => onChange(text.trim() === '' ? written : `${text} ${how} ${written}`)}
        first={text.trim() === ''}
      />
    </div>
  )
}

function AddComparison({
  facts,
  first,
  onAdd,
}: {
  facts: readonly Fact[]
  first: boolean
  onAdd: (written: string, how: string) => void
}) {
  const [label, setLabel] = useState('')
  const [word, setWord] = useState('')
  const [value, setValue] = useState('')
  const offered = facts.filter((fact) => fact.field !== 'lines')
  const fact = offered.find((each) => each.label === label)
  const kind = kindOf(fact?.type ?? 'number')
  const ways = comparisons[kind] ?? []
  const way = ways.find((each) => each.word === word) ?? ways[0]
  const ready = fact && way && (kind === 'boolean' || value.trim() !== '')
  const add = (how: string) => {
    if (!fact || !way) return
    onAdd(way.write(fact.field, value.trim()), how)
    setLabel('')
    setValue('')
  }
  return (
    <Group gap="xs" align="flex-end">
      <Autocomplete
        label="Something the quote knows"
        placeholder="discount, margin, total …"
        data={offered.map((each) => each.label)}
        value={label}
        onChange={setLabel}
        flex="2 1 200px"
      />
      <NativeSelect
        label="How"
        data={ways.map((each) => each.word)}
        value={way?.word ?? ''}
        onChange={(event) => setWord(event.currentTarget.value)}
        flex="1 1 130px"
      />
      {kind !== 'boolean' && (
        <TextInput
          label="What"
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          flex="1 1 110px"
        />
      )}
      {first ? (
        <Button variant="default" disabled={!ready} onClick={() => add('')}>
          Add
        </Button>
      ) : (
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" disabled={!ready} onClick={() => add('&&')}>
            And
          </Button>
          <Button variant="default" disabled={!ready} onClick={() => add('||')}>
            Or
          </Button>
        </Group>
      )}
    </Group>
  )
}
