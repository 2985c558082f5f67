import { ActionIcon, Group, NativeSelect, Select, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { Approver } from '../../contract/approval-policies.ts'
import type { StepForm } from './form-state.ts'
import classes from './policies.module.css'
import { approverWords } from './words.ts'

type Choices = {
  roles: readonly { code: string; name: string }[]
  people: readonly { id: string; name: string }[]
}
type StepFieldProps = {
  step: StepForm
  choices: Choices
  onChange: (step: StepForm) => void
  onRemove: (() => void) | undefined
}

/** One step: who is asked, how many of them, and what happens when nobody answers. */
export function StepField({ step, choices, onChange, onRemove }: StepFieldProps) {
  const set = (change: Partial<StepForm>) => onChange({ ...step, ...change })
  return (
    <fieldset className={classes.step}>
      <legend className="visually-hidden">Step</legend>
      <Group gap="xs" align="flex-end">
        <Select
          label="Asked of"
          searchable
          data={dataOf(choices, step.approvers)}
          value={keyOf(step.approvers[0])}
          onChange={(key) => key && set({ approvers: [approverOf(key), ...step.approvers.slice(1)] })}
          flex="2 1 220px"
        />
        <Select
          label="Or of"
          placeholder="nobody else"
          clearable
          searchable
          data={dataOf(choices, step.approvers)}
          value={keyOf(step.approvers[1])}
          onChange={(key) =>
            set({
              approvers: [step.approvers[0] ?? approverOf('manager:1'), ...(key ? [approverOf(key)] : [])],
            })
          }
          flex="1 1 180px"
        />
        <NativeSelect
          label="How many"
          data={[
            { value: 'any', label: 'one of them' },
            { value: 'all', label: 'all of them' },
            { value: 'some', label: 'so many:' },
          ]}
          value={step.needed}
          onChange={(event) => set({ needed: event.currentTarget.value as StepForm['needed'] })}
          flex="0 1 130px"
        />
        {step.needed === 'some' && (
          <TextInput
            label="Number"
            inputMode="numeric"
            value={step.count}
            onChange={(event) => set({ count: digits(event.currentTarget.value) })}
            w={70}
          />
        )}
        {onRemove && (
          <ActionIcon
            size={36}
            variant="subtle"
            color="gray"
            aria-label="Remove this step"
            onClick={onRemove}
          >
            <IconTrash size={17} stroke={1.6} />
          </ActionIcon>
        )}
      </Group>
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          label="Remind after"
          inputMode="numeric"
          rightSection="h"
          value={step.remindHours}
          onChange={(event) => set({ remindHours: digits(event.currentTarget.value) })}
          w={120}
        />
        <TextInput
          label="Deadline after"
          inputMode="numeric"
          rightSection="h"
          value={step.deadlineHours}
          onChange={(event) => set({ deadlineHours: digits(event.currentTarget.value) })}
          w={120}
        />
        <Select
          label="Then ask too"
          placeholder="nobody else"
          clearable
          searchable
          data={dataOf(choices, step.escalateTo ? [step.escalateTo] : [])}
          value={keyOf(step.escalateTo)}
          onChange={(key) => set({ escalateTo: key ? approverOf(key) : undefined })}
          flex="1 1 200px"
        />
      </Group>
    </fieldset>
  )
}

const digits = (text: string) => text.replace(/\D/g, '').slice(0, 4)

/** Roles and people who may decide, and those the step asks already though they may not any more. */
function dataOf({ roles, people }: Choices, asked: readonly Approver[]) {
  const managers: Approver[] = [1, 2, 3].map((level) => ({ type: 'manager', level }))
  const fields: Approver[] = [{ type: 'field', field: 'customer.owner' }]
  const option = (approver: Approver) => ({
    value: keyOf(approver) ?? '',
    label: approverWords(approver, people),
  })
  const groups = [
    { group: 'Relative to the quote', items: [...managers, ...fields].map(option) },
    { group: 'Roles', items: roles.map((role) => option({ type: 'role', role: role.code })) },
    { group: 'People', items: people.map((person) => option({ type: 'person', user: person.id })) },
  ]
  const offered = new Set(groups.flatMap(({ items }) => items.map(({ value }) => value)))
  const gone = asked.map(option).filter(({ value }) => !offered.has(value))
  return gone.length > 0 ? [...groups, { group: 'May not decide any more', items: gone }] : groups
}

function keyOf(approver: Approver | undefined): string | null {
  if (!approver) return null
  switch (approver.type) {
    case 'role':
      return `role:${approver.role}`
    case 'manager':
      return `manager:${approver.level}`
    case 'person':
      return `person:${approver.user}`
    case 'field':
      return `field:${approver.field}`
  }
}

function approverOf(key: string): Approver {
  const [type, value] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (type === 'role') return { type, role: value }
  if (type === 'person') return { type, user: value }
  if (type === 'field') return { type, field: 'customer.owner' }
  return { type: 'manager', level: Number(value) }
}
