import { ActionIcon, Button, Menu, Textarea } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Condition, Constraint, Model } from '../../engines/configurator/model.ts'
import { compileCondition, complete } from '../../engines/expressions/index.ts'
import { ExpressionInput } from '../rules/expression-input.tsx'
import { mistakesOf } from '../rules/mistakes.ts'
import { Panel } from '../ui/index.ts'
import { freeCode } from './free-code.ts'
import { modelScope, readRule, readTable, writeRule } from './model-text.ts'
import classes from './models.module.css'
import { Text } from './text.tsx'

type RulesEditorProps = { model: Model; onChange: (constraints: Constraint[]) => void }

/** What goes together and what does not: rules from templates, as text, or as a table. */
export function RulesEditor({ model, onChange }: RulesEditorProps) {
  const constraints = model.constraints ?? []
  const [pasting, setPasting] = useState(false)
  const add = (rule: Condition, sentence: string, when?: Condition) =>
    onChange([...constraints, { code: freeCode(constraints, 'rule'), sentence, rule, ...(when && { when }) }])
  const set = (index: number, next: Constraint) =>
    onChange(constraints.map((each, at) => (at === index ? next : each)))
  const [one, other] = model.variables.filter((each) => each.kind === 'choice' || each.kind === 'boolean')
  const first = one ? holds(one) : true
  const second = other ? holds(other) : true
  const numbers = model.variables.filter((each) => each.kind === 'integer' || each.kind === 'decimal')
  return (
    <Panel
      title="Rules"
      aside={
        <Menu>
          <Menu.Target>
            <Button size="xs" variant="default" leftSection={<IconPlus size={14} />}>
              Add rule
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => add(second, 'The first needs the second.', first)}>
              One thing requires another
            </Menu.Item>
            <Menu.Item onClick={() => add(['not', ['and', first, second]], 'These two do not go together.')}>
              One thing excludes another
            </Menu.Item>
            <Menu.Item
              disabled={numbers.length === 0}
              onClick={() =>
                add(
                  ['<=', ['+', ...numbers.map((each) => ['variable', each.code] as const)] as never, '10'],
                  'Together there may be ten at most.',
                )
              }
            >
              A sum is at most …
            </Menu.Item>
            <Menu.Item onClick={() => setPasting(true)}>Table from a spreadsheet</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      {pasting && (
        <PasteTable
          onCancel={() => setPasting(false)}
          onTable={(rule) => {
            add(rule, 'Only these combinations are possible.')
            setPasting(false)
          }}
        />
      )}
      {constraints.length === 0 && !pasting && (
        <p className={classes.quiet}>Without rules everything goes with everything.</p>
      )}
      {constraints.map((constraint, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
        <fieldset key={index} className={classes.thing}>
          <legend className="visually-hidden">Rule {constraint.code}</legend>
          <div className={classes.row}>
            <Text
              label="Code"
              value={constraint.code}
              onChange={(code) => set(index, { ...constraint, code })}
            />
            <Text
              label="Sentence, for people"
              value={constraint.sentence}
              onChange={(sentence) => set(index, { ...constraint, sentence })}
            />
            <ActionIcon
              aria-label={`Remove ${constraint.code}`}
              onClick={() => onChange(constraints.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </div>
          <RuleText
            label="Only if"
            model={model}
            rule={constraint.when}
            onChange={(when) => {
              const { when: _, ...rest } = constraint
              set(index, when === undefined ? rest : { ...rest, when })
            }}
          />
          <RuleText
            label="Then"
            model={model}
            rule={constraint.rule}
            onChange={(rule) => set(index, { ...constraint, rule: rule ?? true })}
          />
        </fieldset>
      ))}
    </Panel>
  )
}

const holds = (variable: Model['variables'][number]): Condition =>
  variable.kind === 'choice' ? ['is', variable.code, variable.options[0]?.code ?? ''] : variable.code

type RuleTextProps = {
  label: string
  model: Model
  rule: Condition | undefined
  onChange: (rule: Condition | undefined) => void
}

/** A rule as text; one that says more, a table or something of components, as JSON. */
function RuleText({ label, model, rule, onChange }: RuleTextProps) {
  const spelt = writeRule(rule)
  const [text, setText] = useState(spelt ?? JSON.stringify(rule))
  const asJson = spelt === undefined
  const scope = modelScope(model)
  const read = text.trim() === '' ? undefined : readRule(text)
  if (asJson)
    return (
      <Textarea
        label={`${label}, as JSON`}
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={false}
        classNames={{ input: classes.code ?? '' }}
        value={text}
        error={isJson(text) ? undefined : 'This is no JSON yet.'}
        onChange={(event) => {
          setText(event.currentTarget.value)
          if (isJson(event.currentTarget.value)) onChange(JSON.parse(event.currentTarget.value) as Condition)
        }}
      />
    )
  const known = mistakesOf(text, compileCondition(text, scope)).filter(({ message }) =>
    /no field|field/i.test(message),
  )
  const mistakes = read && !read.ok ? [read] : known
  return (
    <ExpressionInput
      label={label}
      placeholder={label === 'Only if' ? 'always' : 'cooling == "liquid"'}
      value={text}
      mistakes={mistakes}
      suggest={(typed, offset) => [...valuesAt(model, typed, offset), ...complete(typed, offset, scope)]}
      onChange={(next) => {
        setText(next)
        if (next.trim() === '') return onChange(undefined)
        const understood = readRule(next)
        if (understood.ok) onChange(understood.rule)
      }}
    />
  )
}

/** The options of a choice, where its comparison waits for one. */
function valuesAt(model: Model, text: string, offset: number) {
  const found = /([A-Za-z_]\w*)\s*(?:==|!=)\s*("?)(\w*)$/.exec(text.slice(0, offset))
  const variable = model.variables.find((each) => each.code === found?.[1])
  if (!found || variable?.kind !== 'choice') return []
  const from = offset - (found[3] ?? '').length - (found[2] ?? '').length
  return variable.options
    .filter((option) => option.code.startsWith(found[3] ?? ''))
    .map((option) => ({
      label: option.code,
      insert: JSON.stringify(option.code),
      detail: option.label,
      from,
      to: offset,
    }))
}

function PasteTable({ onTable, onCancel }: { onTable: (rule: Condition) => void; onCancel: () => void }) {
  const [text, setText] = useState('')
  const table = readTable(text)
  const make = (operator: 'allowed' | 'forbidden') =>
    table && onTable([operator, table.variables, table.rows])
  return (
    <div className={classes.thing}>
      <Textarea
        label="Table"
        description="Copied from a spreadsheet: the first row names variables, each further row a combination. Empty cells stand for any value."
        autosize
        minRows={4}
        maxRows={14}
        classNames={{ input: classes.code ?? '' }}
        data-autofocus
        value={text}
        error={text.trim() !== '' && !table ? 'Each row needs as many cells as the first.' : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button size="xs" disabled={!table} onClick={() => make('allowed')}>
          Only these are allowed
        </Button>
        <Button size="xs" variant="default" disabled={!table} onClick={() => make('forbidden')}>
          These are forbidden
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
        {table && <span className={classes.quiet}>{table.rows.length} rows</span>}
      </div>
    </div>
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
