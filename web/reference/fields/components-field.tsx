import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { CodeSelect } from './code-select.tsx'
import classes from './fields.module.css'

type Component = {
  product: string
  plan?: string
  minQuantity: string
  maxQuantity?: string
  defaultQuantity: string
  pricing: string
  group?: string
}
type ComponentsFieldProps = {
  components: readonly Component[]
  errorAt: (path: string) => string | undefined
  disabled?: boolean
  onChange: (components: Component[]) => void
}
const pricings = [
  { value: 'INCLUDED', label: 'Included' },
  { value: 'SUMMED', label: 'Added to the price' },
]

/** What a bundle holds, and how much of each. */
export function ComponentsField({ components, errorAt, disabled, onChange }: ComponentsFieldProps) {
  const change = (index: number, part: Partial<Component>) =>
    onChange(components.map((each, at) => (at === index ? { ...each, ...part } : each)))
  const add = () =>
    onChange([...components, { product: '', minQuantity: '1', defaultQuantity: '1', pricing: 'INCLUDED' }])
  return (
    <fieldset className={classes.rows} disabled={disabled}>
      <legend className="visually-hidden">Components</legend>
      {components.map((component, index) => {
        const quantity = (name: 'minQuantity' | 'defaultQuantity' | 'maxQuantity', label: string) => (
          <TextInput
            label={label}
            inputMode="decimal"
            value={component[name] ?? ''}
            error={errorAt(`${index}.${name}`)}
            onChange={(event) => change(index, { [name]: event.currentTarget.value })}
          />
        )
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a component is its place
          <div key={index} className={classes.component}>
            <CodeSelect
              label="Product"
              of="products"
              required
              value={component.product}
              error={errorAt(`${index}.product`)}
              onChange={(product) => change(index, { product, plan: '' })}
            />
            <CodeSelect
              label="Plan"
              of="plans"
              parent={component.product || undefined}
              value={component.plan ?? ''}
              error={errorAt(`${index}.plan`)}
              onChange={(plan) => change(index, { plan })}
            />
            {quantity('minQuantity', 'At least')}
            {quantity('defaultQuantity', 'Usually')}
            {quantity('maxQuantity', 'At most')}
            <Select
              label="Price"
              data={pricings}
              value={component.pricing}
              onChange={(pricing) => change(index, { pricing: pricing ?? 'INCLUDED' })}
            />
            <TextInput
              label="Group"
              placeholder="Alternatives share one"
              value={component.group ?? ''}
              error={errorAt(`${index}.group`)}
              onChange={(event) => change(index, { group: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={`Remove component ${index + 1}`}
              onClick={() => onChange(components.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </div>
        )
      })}
      {errorAt('') && <p className={classes.error}>{errorAt('')}</p>}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        Add component
      </Button>
    </fieldset>
  )
}
