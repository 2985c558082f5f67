import { Loader, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listProducts } from '../../contract/catalog.ts'
import type { Configuration } from '../../contract/configurations.ts'
import { call } from '../shell/api.ts'
import { givenOf, type useChange } from './use-saved.ts'

type AddProductProps = { configuration: Configuration; change: ReturnType<typeof useChange> }

/** Another product, found by parts of its name or code; what can be configured opens at once. */
export function AddProduct({ configuration, change }: AddProductProps) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text, 160)
  const found = useQuery({
    queryKey: ['products', 'choice', asked],
    queryFn: async ({ signal }) =>
      (await call(listProducts, { query: { search: asked, lifecycle: 'active', limit: 20 }, signal })).data
        .items,
    enabled: asked !== '',
    staleTime: 60_000,
  })
  // Only what answers the text as it stands: Enter must not take what an earlier one found.
  const products = asked === text ? (found.data ?? []) : []
  const add = (code: string) => {
    const product = products.find((each) => each.code === code)
    if (!product) return
    setText('')
    const { id } = configuration
    change.mutate(
      { products: [...configuration.products.map(givenOf), { product: code }] },
      {
        onSuccess: ({ products: saved }) => {
          const item = saved.at(-1)?.id
          if (product.configurable && item)
            void navigate({ to: '/configurations/$id/$item', params: { id, item } })
        },
      },
    )
  }
  return (
    <Select
      aria-label="Add a product"
      placeholder="Add a product: name or code"
      leftSection={<IconPlus size={15} stroke={2} />}
      searchable
      openOnFocus={false}
      selectFirstOptionOnChange
      value={null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(code) => code && add(code)}
      onKeyDown={(event) => {
        // Nothing is marked while the answer was on its way: Enter takes the first.
        const [first] = products
        if (event.key === 'Enter' && first && !event.currentTarget.hasAttribute('aria-activedescendant'))
          add(first.code)
      }}
      data={products.map((each) => ({ value: each.code, label: each.name }))}
      // The server has searched already, and forgives typing mistakes this filter would not.
      filter={({ options }) => options}
      nothingFoundMessage={
        text === ''
          ? undefined
          : found.isFetching || asked !== text
            ? 'Searching …'
            : `Nothing is called “${text}”.`
      }
      rightSection={found.isFetching || change.isPending ? <Loader size={14} color="gray" /> : <span />}
      maxDropdownHeight={280}
    />
  )
}
