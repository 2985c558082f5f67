import { ActionIcon, Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Condition, Scope } from '../../engines/expressions/types.ts'
import {
  type Comparison,
  fieldOf,
  type Group,
  isComparison,
  isGroup,
  operatorsOf,
  readOperand,
  writeOperand,
} from './condition-tree.ts'
import classes from './rules.module.css'

type BuilderProps = { group: Group; scope: Scope; depth?: number; onChange: (group: Group) => void }
const operators = [
  { value: 'and', label: 'all of' },
  { value: 'or', label: 'any of' },
  { value: 'not', label: 'not' },
]

/** Comparisons joined by "all of" and "any of", groups within groups. */
export function ConditionBuilder({ group, scope, depth = 0, onChange }: BuilderProps) {
  const set = (index: number, next: Condition | undefined) => {
    const conditions = group.conditions.flatMap((each, at) => (at === index ? (next ?? []) : each))
    onChange({ ...group, conditions })
  }
  const add = (condition: Condition) => onChange({ ...group, conditions: [...group.conditions, condition] })
  const full = group.operator === 'not' && group.conditions.length > 0
  return (
    <fieldset className={classes.group}>
      <legend className="visually-hidden">Group of conditions</legend>
      <div className={classes.groupHead}>
        <NativeSelect
          aria-label="How the conditions go together"
          data={operators}
          value={group.operator}
          w={90}
          onChange={(event) =>
            onChange({ ...group, operator: event.currentTarget.value as Group['operator'] })
          }
        />
        <span className={classes.quiet}>these</span>
      </div>
      <ul className={classes.members}>
        {group.conditions.map((condition, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place
          <li key={index}>
            {isGroup(condition) && (
              <ConditionBuilder
                group={condition}
                scope={scope}
                depth={depth + 1}
                onChange={(next) => set(index, next.conditions.length === 0 ? undefined : next)}
              />
            )}
            {isComparison(condition) && (
              <ComparisonRow comparison={condition} scope={scope} onChange={(next) => set(index, next)} />
            )}
          </li>
        ))}
      </ul>
      {!full && (
        <div className={classes.adders}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => add(firstIn(scope))}
          >
            Condition
          </Button>
          {depth < 4 && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() =>
                add({
                  operator: group.operator === 'or' ? 'and' : 'or',
                  conditions: [firstIn(scope)],
                })
              }
            >
              Group
            </Button>
          )}
        </div>
      )}
    </fieldset>
  )
}

/** What a new comparison begins with: what is most asked for. */
function firstIn(scope: Scope): Comparison {
  return 'quantity' in scope
    ? { field: 'quantity', op: 'gte', value: '' }
    : { field: 'customer.country', op: 'eq', value: '' }
}

type RowProps = { comparison: Comparison; scope: Scope; onChange: (next: Comparison | undefined) => void }

function ComparisonRow({ comparison, scope, onChange }: RowProps) {
  const field = fieldOf(scope, comparison.field)
  const fitting = operatorsOf(field)
  const rename = (name: string) => {
    const still = operatorsOf(fieldOf(scope, name)).some((each) => each.value === comparison.op)
    onChange({
      ...comparison,
      field: name,
      op: still ? comparison.op : (operatorsOf(fieldOf(scope, name))[0]?.value ?? 'eq'),
    })
  }
  const yesOrNo = comparison.op === 'exists' || field?.type === 'boolean'
  return (
    <div className={classes.leaf}>
      <Autocomplete
        aria-label="Field"
        data={Object.keys(scope).map((name) => name.replace('.*', '.'))}
        value={comparison.field}
        onChange={rename}
      />
      <NativeSelect
        aria-label="Comparison"
        data={fitting}
        value={comparison.op}
        onChange={(event) => {
          const op = event.currentTarget.value as Comparison['op']
          onChange({ ...comparison, op, value: readOperand(writeOperand(comparison.value), op, field) })
        }}
      />
      {yesOrNo ? (
        <NativeSelect
          aria-label="Value"
          data={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
          value={String(comparison.value)}
          onChange={(event) => onChange({ ...comparison, value: event.currentTarget.value === 'true' })}
        />
      ) : (
        <TextInput
          aria-label="Value"
          placeholder={comparison.op === 'in' || comparison.op === 'nin' ? 'DE, AT, CH' : ''}
          value={writeOperand(comparison.value)}
          onChange={(event) =>
            onChange({ ...comparison, value: readOperand(event.currentTarget.value, comparison.op, field) })
          }
        />
      )}
      <ActionIcon aria-label="Remove the condition" onClick={() => onChange(undefined)}>
        <IconTrash size={16} stroke={1.7} />
      </ActionIcon>
    </div>
  )
}
