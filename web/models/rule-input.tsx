import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Condition, Model } from '../../engines/configurator/model.ts'
import { ExpressionInput } from '../rules/expression-input.tsx'
import { completeRule } from './complete-rule.ts'
import classes from './models.module.css'
import { readRule } from './read-rule.ts'
import { writeRule } from './write-rule.ts'

type RuleInputProps = {
  label: string
  model: Model
  rule: Condition | undefined
  onChange: (rule: Condition | undefined) => void
}

/** A condition of a model as text; what no text can say, as JSON. */
export function RuleInput({ label, model, rule, onChange }: RuleInputProps) {
  const spelt = writeRule(rule)
  const [text, setText] = useState(spelt ?? JSON.stringify(rule))
  if (spelt === undefined) {
    return (
      <Textarea
        label={`${label}, as JSON`}
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={false}
        classNames={{ input: classes.code ?? '' }}
        value={text}
        error={parsed(text) === undefined ? 'This is no JSON yet.' : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value)
          const next = parsed(event.currentTarget.value)
          if (next !== undefined) onChange(next)
        }}
      />
    )
  }
  const read = text.trim() === '' ? undefined : readRule(text, model)
  return (
    <ExpressionInput
      label={label}
      placeholder={label === 'Only if' ? 'always' : 'quiet implies cooling == "liquid"'}
      value={text}
      mistakes={read && !read.ok ? [read] : []}
      suggest={(typed, offset) => completeRule(model, typed, offset)}
      onChange={(next) => {
        setText(next)
        if (next.trim() === '') return onChange(undefined)
        const understood = readRule(next, model)
        if (understood.ok) onChange(understood.rule)
      }}
    />
  )
}

function parsed(text: string): Condition | undefined {
  try {
    return JSON.parse(text) as Condition // whether it makes sense, the engine says beside it
  } catch {
    return undefined
  }
}
