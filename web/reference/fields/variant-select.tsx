import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Variant } from '../../../contract/catalog.ts'
import { useCurrentChangeSet } from '../../revisions/change-set-query.ts'
import type { State } from '../describe.ts'
import { thingQuery } from '../use-things.ts'

type VariantSelectProps = {
  label: string
  description?: string | undefined
  error?: string | undefined
  disabled?: boolean
  of: { product: string } | { plan: string }
  state: State
  value: string
  onChange: (code: string) => void
}

/** A variant of a product; asked for only where the product has some. */
export function VariantSelect(props: VariantSelectProps) {
  const { label, description, error, disabled, of, state, value, onChange } = props
  const plan = useBody('plans', 'plan' in of ? state[of.plan] : undefined)
  const product = useBody('products', 'plan' in of ? plan?.product : state[of.product])
  const variants = (product?.variants ?? []) as Variant[] // as the schema of products says
  if (variants.length === 0 && value === '') return null
  const data = variants.map(({ code, name }) => ({ value: code, label: name }))
  const missing = value !== '' && !data.some((each) => each.value === value) ? [value] : []
  return (
    <Select
      label={label}
      description={description}
      error={error}
      disabled={disabled ?? false}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[...data, ...missing]}
      value={value || null}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      onChange={(code) => onChange(code ?? '')}
    />
  )
}

/** A thing as the change set one works in would have it. */
function useBody(kind: 'plans' | 'products', code: unknown): State | undefined {
  const changeSet = useCurrentChangeSet()?.id
  const named = typeof code === 'string' && code !== ''
  const { data } = useQuery({
    ...thingQuery(kind, String(code), changeSet),
    enabled: named,
    retry: false,
    staleTime: 30_000,
  })
  return data?.draft?.body ?? data?.published
}
