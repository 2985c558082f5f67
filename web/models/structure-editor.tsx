import { ActionIcon, Button, MultiSelect, NativeSelect } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ComponentSlot, Group, Model } from '../../engines/configurator/model.ts'
import { Panel } from '../ui/index.ts'
import { CodeText } from './code-text.tsx'
import { freeCode } from './free-code.ts'
import classes from './models.module.css'
import { Text } from './text.tsx'

type StructureEditorProps = {
  model: Model
  /** The models slots can hold, by code. */
  parts: Readonly<Record<string, Model>>
  onChange: (part: Partial<Model>) => void
  onRename: (from: string, to: string) => void
}

/** Groups, in whose order questions are asked, and slots that hold configurations of other models. */
export function StructureEditor({ model, parts, onChange, onRename }: StructureEditorProps) {
  const groups = model.groups ?? []
  const slots = model.components ?? []
  const inner = Object.entries(parts).map(([value, part]) => ({ value, label: part.label || value }))
  const members = [...model.variables, ...slots].map((each) => ({
    value: each.code,
    label: each.label || each.code,
  }))
  const setGroup = (index: number, part: Partial<Group>) =>
    onChange({ groups: groups.map((each, at) => (at === index ? { ...each, ...part } : each)) })
  const setSlot = (index: number, part: Partial<ComponentSlot>) =>
    onChange({ components: slots.map((each, at) => (at === index ? { ...each, ...part } : each)) })
  return (
    <>
      <Panel
        title="Groups"
        aside={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              onChange({ groups: [...groups, { code: freeCode(groups, 'group'), members: [] }] })
            }
          >
            Add group
          </Button>
        }
      >
        {groups.length === 0 && (
          <p className={classes.quiet}>
            Without groups all questions stand below each other. A group gives some of them a heading and an
            order.
          </p>
        )}
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
          <fieldset key={index} className={classes.thing}>
            <legend className="visually-hidden">Group {group.code}</legend>
            <div className={classes.row}>
              <Text label="Code" value={group.code} onChange={(code) => setGroup(index, { code })} />
              <Text label="Label" value={group.label} onChange={(label) => setGroup(index, { label })} />
              <ActionIcon
                aria-label={`Remove ${group.code}`}
                onClick={() => onChange({ groups: groups.filter((_, at) => at !== index) })}
              >
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            </div>
            <MultiSelect
              label="Holds, in this order"
              data={members}
              value={group.members}
              searchable
              onChange={(next) => setGroup(index, { members: next })}
            />
          </fieldset>
        ))}
      </Panel>
      <Panel
        title="Component slots"
        aside={
          <Button
            size="xs"
            variant="default"
            disabled={inner.length === 0}
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              onChange({
                components: [
                  ...slots,
                  { code: freeCode(slots, 'slot'), model: inner[0]?.value ?? '', min: 0, max: 1 },
                ],
              })
            }
          >
            Add slot
          </Button>
        }
      >
        {slots.length === 0 && (
          <p className={classes.quiet}>
            A slot holds so many configurations of a part: drives in a server, seats in a bus.
            {inner.length === 0 && ' First make the part, under “Models of parts”.'}
          </p>
        )}
        {slots.map((slot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
          <fieldset key={index} className={classes.thing}>
            <legend className="visually-hidden">Slot {slot.code}</legend>
            <div className={classes.row}>
              <CodeText
                value={slot.code}
                taken={members.map(({ value }) => value).filter((code) => code !== slot.code)}
                onChange={(code) => onRename(slot.code, code)}
              />
              <Text label="Label" value={slot.label} onChange={(label) => setSlot(index, { label })} />
              <NativeSelect
                label="Model"
                data={inner}
                value={slot.model}
                onChange={(event) => setSlot(index, { model: event.currentTarget.value })}
              />
              <Text
                label="At least"
                value={String(slot.min)}
                onChange={(min) => setSlot(index, { min: Number(min) || 0 })}
              />
              <Text
                label="At most"
                value={String(slot.max)}
                onChange={(max) => setSlot(index, { max: Number(max) || 0 })}
              />
              <ActionIcon
                aria-label={`Remove ${slot.code}`}
                onClick={() => onChange({ components: slots.filter((_, at) => at !== index) })}
              >
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            </div>
          </fieldset>
        ))}
      </Panel>
    </>
  )
}
