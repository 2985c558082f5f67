import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Constraint, Model } from '../../engines/configurator/model.ts'
import { Panel } from '../ui/index.ts'
import { freeCode } from './free-code.ts'
import classes from './models.module.css'
import { Opener, useOpened } from './opener.tsx'
import { RuleInput } from './rule-input.tsx'
import { RuleTemplate, type Template } from './rule-template.tsx'
import { addendsOf, statementsOf } from './statements.ts'
import { PasteTable, TableInput } from './table-editor.tsx'
import { tableOf } from './table-text.ts'
import { Text } from './text.tsx'
import { writeRule } from './write-rule.ts'

type RulesEditorProps = { model: Model; onChange: (constraints: Constraint[]) => void }

/** What goes together and what does not: rules from templates, as text, or as a table. */
export function RulesEditor({ model, onChange }: RulesEditorProps) {
  const constraints = model.constraints ?? []
  const opened = useOpened(constraints.length)
  const [making, setMaking] = useState<Template | 'table'>()
  const add = (rule: Omit<Constraint, 'code'>) => {
    opened.open(constraints.length)
    onChange([...constraints, { code: freeCode(constraints, 'rule'), ...rule }])
    setMaking(undefined)
  }
  const cancel = () => setMaking(undefined)
  return (
    <Panel
      title="Rules"
      aside={<AddRule model={model} onMake={setMaking} onText={() => add({ sentence: '', rule: true })} />}
    >
      {making === 'table' && (
        <PasteTable
          model={model}
          onCancel={cancel}
          onTable={(rule) => add({ rule, sentence: 'Only these combinations are possible.' })}
        />
      )}
      {making && making !== 'table' && (
        <RuleTemplate key={making} template={making} model={model} onMade={add} onCancel={cancel} />
      )}
      {constraints.length === 0 && !making && (
        <p className={classes.quiet}>
          Without rules everything goes with everything. A rule says what one choice needs, what it excludes,
          or what a sum may reach; its sentence is what sales people read when something is not possible.
        </p>
      )}
      {constraints.map((constraint, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
        <fieldset key={index} className={classes.thing}>
          <legend className="visually-hidden">Rule {constraint.code}</legend>
          <div className={classes.head2}>
            <Opener
              open={opened.has(index)}
              onToggle={() => opened.toggle(index)}
              title={constraint.sentence || constraint.code}
              below={opened.has(index) ? '' : inShort(constraint)}
            />
            <ActionIcon
              aria-label={`Remove ${constraint.code}`}
              onClick={() => {
                opened.forget(index)
                onChange(constraints.filter((_, at) => at !== index))
              }}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </div>
          {opened.has(index) && (
            <RuleFields
              model={model}
              constraint={constraint}
              onChange={(next) => onChange(constraints.map((each, at) => (at === index ? next : each)))}
            />
          )}
        </fieldset>
      ))}
    </Panel>
  )
}

type AddRuleProps = { model: Model; onMake: (what: Template | 'table') => void; onText: () => void }

function AddRule({ model, onMake, onText }: AddRuleProps) {
  const comparable = statementsOf(model).length > 0
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />}>
          Add rule
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!comparable} onClick={() => onMake('requires')}>
          One thing requires another
        </Menu.Item>
        <Menu.Item disabled={!comparable} onClick={() => onMake('excludes')}>
          One thing excludes another
        </Menu.Item>
        <Menu.Item disabled={addendsOf(model).length === 0} onClick={() => onMake('sum')}>
          A sum is at most …
        </Menu.Item>
        <Menu.Item onClick={() => onMake('table')}>Table from a spreadsheet</Menu.Item>
        <Menu.Item onClick={onText}>Written as text</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type RuleFieldsProps = { model: Model; constraint: Constraint; onChange: (constraint: Constraint) => void }

function RuleFields({ model, constraint, onChange }: RuleFieldsProps) {
  const table = tableOf(constraint.rule)
  return (
    <>
      <div className={classes.ruleHead}>
        <Text
          label="Sentence, for people"
          value={constraint.sentence}
          onChange={(sentence) => onChange({ ...constraint, sentence })}
        />
        <Text label="Code" value={constraint.code} onChange={(code) => onChange({ ...constraint, code })} />
      </div>
      <RuleInput
        label="Only if"
        model={model}
        rule={constraint.when}
        onChange={(when) => {
          const { when: _, ...rest } = constraint
          onChange(when === undefined ? rest : { ...rest, when })
        }}
      />
      {table ? (
        <TableInput model={model} table={table} onChange={(rule) => onChange({ ...constraint, rule })} />
      ) : (
        <RuleInput
          label="Then"
          model={model}
          rule={constraint.rule}
          onChange={(rule) => onChange({ ...constraint, rule: rule ?? true })}
        />
      )}
    </>
  )
}

function inShort({ rule, when }: Constraint): string {
  const table = tableOf(rule)
  const then = table
    ? `${table.variables.join(', ')}: ${table.rows.length} ${table.operator} combinations`
    : (writeRule(rule) ?? 'more than a text can say')
  return when === undefined ? then : `${writeRule(when) ?? '…'} → ${then}`
}
