import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ChoiceVariable, Option, Variable } from '../../engines/configurator/model.ts'
import { OptionCode } from './code-text.tsx'
import { freeCode } from './free-code.ts'
import classes from './models.module.css'
import { NumbersText, Text } from './text.tsx'

type Counted = Exclude<Variable, { kind: 'choice' | 'text' }>
type DetailsProps = {
  variable: Variable
  onChange: (variable: Variable) => void
  onRenameOption: (from: string, to: string) => void
}

/** What can be said of a variable, by its kind. */
export function VariableDetails({ variable, onChange, onRenameOption }: DetailsProps) {
  switch (variable.kind) {
    case 'choice':
      return <Options variable={variable} onChange={onChange} onRenameOption={onRenameOption} />
    case 'integer':
    case 'decimal':
      return (
        <>
          <div className={classes.row}>
            <Text label="From" value={variable.min} onChange={(min) => onChange({ ...variable, min })} />
            <Text label="To" value={variable.max} onChange={(max) => onChange({ ...variable, max })} />
            <Text
              label="Step"
              value={variable.step}
              // A step that is empty is 1 for whole numbers; a decimal needs one.
              onChange={(step) => onChange({ ...variable, step } as Variable)}
            />
            <Text label="Unit" value={variable.unit} onChange={(unit) => onChange({ ...variable, unit })} />
          </div>
          <BringsAlong variable={variable} onChange={onChange} />
        </>
      )
    case 'text':
      return (
        <Checkbox
          label="Has to be filled in"
          checked={variable.required ?? false}
          onChange={(event) => onChange({ ...variable, required: event.currentTarget.checked })}
        />
      )
    case 'boolean':
      return <BringsAlong variable={variable} onChange={onChange} />
  }
}

/** The product that is sold with it, and the numbers rules can add up. */
function BringsAlong({ variable, onChange }: { variable: Counted; onChange: (variable: Variable) => void }) {
  return (
    <div className={classes.pair}>
      <Text
        label={variable.kind === 'boolean' ? 'Product' : 'Product, as many of it as the number says'}
        value={variable.product}
        onChange={(product) => onChange({ ...variable, product })}
      />
      <NumbersText
        label="Numbers it brings along"
        numbers={variable.attributes}
        onChange={(attributes) => onChange({ ...variable, attributes })}
      />
    </div>
  )
}

function Options({
  variable,
  onChange,
  onRenameOption,
}: DetailsProps & {
  variable: ChoiceVariable
}) {
  const { options } = variable
  const set = (index: number, part: Partial<Option>) =>
    onChange({
      ...variable,
      options: options.map((each, at) => (at === index ? { ...each, ...part } : each)),
    })
  return (
    <div className={classes.options}>
      <div className={classes.optionHead} aria-hidden>
        <span>Option</span>
        <span>Label</span>
        <span>Product</span>
        <span>Numbers</span>
      </div>
      {options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed
        <div key={index} className={classes.option}>
          <OptionCode
            value={option.code}
            taken={options.filter((each) => each !== option).map((each) => each.code)}
            onChange={(code) => onRenameOption(option.code, code)}
          />
          <Text label="Label" bare value={option.label} onChange={(label) => set(index, { label })} />
          <Text label="Product" bare value={option.product} onChange={(product) => set(index, { product })} />
          <NumbersText
            bare
            label="Numbers"
            numbers={option.attributes}
            onChange={(attributes) => set(index, { attributes })}
          />
          <ActionIcon
            aria-label={`Remove option ${option.code}`}
            onClick={() => onChange({ ...variable, options: options.filter((_, at) => at !== index) })}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            onChange({ ...variable, options: [...options, { code: freeCode(options, 'option') }] })
          }
        >
          Add option
        </Button>
      </div>
    </div>
  )
}
