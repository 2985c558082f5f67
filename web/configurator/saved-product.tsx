import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconAdjustments, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getProduct } from '../../contract/catalog.ts'
import type { Configuration, ConfiguredProduct } from '../../contract/configurations.ts'
import { readNumber } from '../quoting/values/read-number.ts'
import { call } from '../shell/api.ts'
import { Money, Quantity, toast } from '../ui/index.ts'
import css from './saved.module.css'
import { givenOf, type useChange } from './use-saved.ts'

type SavedProductProps = {
  configuration: Configuration
  item: ConfiguredProduct
  editable: boolean
  change: ReturnType<typeof useChange>
}

/** One product: what was chosen, how many, and its part in the price. */
export function SavedProduct({ configuration, item, editable, change }: SavedProductProps) {
  const { id, products, price } = configuration
  const others = products.filter((each) => each.id !== item.id)
  const choices = item.choices.filter((choice) => choice.value !== '0') // none of it
  const set = (fields: Partial<ReturnType<typeof givenOf>>) =>
    change.mutate({
      products: products.map((each) =>
        each.id === item.id ? { ...givenOf(each), ...fields } : givenOf(each),
      ),
    })
  const remove = () =>
    change.mutate(
      { products: others.map(givenOf) },
      {
        onSuccess: () =>
          toast.done(`${item.productName} removed.`, {
            act: () => change.mutateAsync({ products: products.map(givenOf) }),
          }),
      },
    )
  return (
    <li className={css.product}>
      <div className={css.words}>
        <span className={css.productName}>{item.productName}</span>
        {choices.length > 0 && (
          <span className={css.choices}>
            {choices.map((choice) => `${choice.label}: ${choice.value}`).join(' · ')}
          </span>
        )}
        {item.issues.map((issue) => (
          <span key={issue.path + issue.message} className={css.issue}>
            {issue.message}
          </span>
        ))}
        <Ways item={item} revision={configuration.revision} editable={editable} set={set} />
      </div>
      <div className={css.figures}>
        {editable ? (
          <QuantityInput item={item} onChange={(quantity) => set({ quantity })} />
        ) : (
          <Quantity value={item.quantity} />
        )}
        <span className={css.net}>
          {item.net !== undefined && price && <Money amount={item.net} currency={price.currency} />}
        </span>
      </div>
      <div className={css.acts}>
        {item.configurable && (
          <Button
            variant="default"
            component={Link}
            to="/configurations/$id/$item"
            params={{ id, item: item.id } as never}
            leftSection={<IconAdjustments size={15} stroke={1.8} />}
          >
            {editable ? 'Configure' : 'Look at it'}
          </Button>
        )}
        {editable && others.length > 0 && (
          <ActionIcon aria-label={`Remove ${item.productName}`} title="Remove" onClick={remove}>
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        )}
      </div>
    </li>
  )
}

function QuantityInput({ item, onChange }: { item: ConfiguredProduct; onChange: (to: string) => void }) {
  const save = (input: HTMLInputElement) => {
    const read = readNumber(input.value)
    if (read.kind === 'number' && /[1-9]/.test(read.value) && !read.value.startsWith('-')) {
      if (read.value !== item.quantity) onChange(read.value)
    } else {
      toast.note(`“${input.value}” is no quantity.`)
      input.value = item.quantity
    }
  }
  return (
    <TextInput
      key={item.quantity}
      aria-label={`Quantity of ${item.productName}`}
      inputMode="decimal"
      w={72}
      flex="none"
      defaultValue={item.quantity}
      onBlur={(event) => save(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save(event.currentTarget)
        if (event.key === 'Escape') event.currentTarget.value = item.quantity
      }}
    />
  )
}

type WaysProps = {
  item: ConfiguredProduct
  revision: number
  editable: boolean
  set: (fields: { variant?: string; plan?: string }) => void
}

/** Which variant, sold by which plan: asked only where there is a choice. */
function Ways({ item, revision, editable, set }: WaysProps) {
  const found = useQuery({
    queryKey: ['products', 'one', item.product, revision],
    queryFn: async ({ signal }) =>
      (await call(getProduct, { params: { code: item.product }, query: { revision }, signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const variants = found.data?.product.variants ?? []
  const plans = found.data?.plans.filter((plan) => plan.active) ?? []
  const choices = [
    { label: 'Variant', field: 'variant', value: item.variant, options: variants },
    { label: 'Plan', field: 'plan', value: item.plan, options: plans },
  ].filter(({ options }) => options.length > 1)
  if (choices.length === 0) return null
  return (
    <span className={css.ways}>
      {choices.map(({ label, field, value, options }) => (
        <Select
          key={field}
          size="xs"
          aria-label={`${label} of ${item.productName}`}
          disabled={!editable}
          allowDeselect={false}
          value={value ?? options[0]?.code ?? null}
          data={options.map((each) => ({ value: each.code, label: each.name }))}
          onChange={(code) => code && code !== value && set({ [field]: code })}
        />
      ))}
    </span>
  )
}
