import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { FieldSpec, State } from '../reference/describe.ts'
import { type BlockName, blockForms, newBlock, repeatable } from './block-forms.ts'
import classes from './documents.module.css'

type FieldOf = ComponentType<{
  field: FieldSpec
  state: State
  errorAt: (path: string) => string | undefined
  disabled: boolean
  onChange: (state: State) => void
}>
type BlocksFieldProps = {
  blocks: readonly State[]
  errorAt: (path: string) => string | undefined
  disabled: boolean
  /** How a field of a block is asked for: as any other. */
  fieldOf: FieldOf
  onChange: (blocks: State[]) => void
}

/** The blocks of a document in order: added, moved, taken out, each with its own settings. */
export function BlocksField({ blocks, errorAt, disabled, fieldOf: Field, onChange }: BlocksFieldProps) {
  const set = (index: number, next: State) => onChange(blocks.map((each, at) => (at === index ? next : each)))
  const move = (from: number, to: number) => {
    const next = [...blocks]
    next.splice(to, 0, ...next.splice(from, 1))
    onChange(next)
  }
  const addable = (Object.keys(blockForms) as BlockName[]).filter(
    (name) => repeatable.includes(name) || !blocks.some((each) => each.block === name),
  )
  return (
    <div>
      <ol className={classes.blocks} aria-label="Blocks">
        {blocks.map((block, index) => {
          const form = blockForms[block.block as BlockName]
          const name = `${form.label}, block ${index + 1}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
            <li key={index} className={classes.block} aria-label={name}>
              <div className={classes.blockHead}>
                <strong>{form.label}</strong>
                <span className={classes.quiet}>{form.help}</span>
                {!disabled && (
                  <span className={classes.tools}>
                    <ActionIcon
                      aria-label={`Move up: ${name}`}
                      disabled={index === 0}
                      onClick={() => move(index, index - 1)}
                    >
                      <IconArrowUp size={15} />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={`Move down: ${name}`}
                      disabled={index === blocks.length - 1}
                      onClick={() => move(index, index + 1)}
                    >
                      <IconArrowDown size={15} />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={`Remove: ${name}`}
                      onClick={() => onChange(blocks.filter((_, at) => at !== index))}
                    >
                      <IconTrash size={15} />
                    </ActionIcon>
                  </span>
                )}
              </div>
              {form.fields.map((field) => (
                <Field
                  key={field.name}
                  field={field}
                  state={block}
                  errorAt={(inner) =>
                    errorAt([index, field.name, inner].filter((part) => part !== '').join('.'))
                  }
                  disabled={disabled}
                  onChange={(next) => set(index, next)}
                />
              ))}
              {errorAt(String(index)) && <p className={classes.error}>{errorAt(String(index))}</p>}
            </li>
          )
        })}
      </ol>
      {errorAt('') && <p className={classes.error}>{errorAt('')}</p>}
      {!disabled && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />}>
              Add block
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {addable.map((name) => (
              <Menu.Item key={name} onClick={() => onChange([...blocks, newBlock(name)])}>
                {blockForms[name].label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
