import { ActionIcon, Menu } from '@mantine/core'
import { IconCalculator, IconCopy, IconDots, IconFileText, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  type Configuration,
  cloneConfiguration,
  priceConfiguration,
  refreshConfiguration,
  removeConfiguration,
  saveConfiguration,
} from '../../contract/configurations.ts'
import { call } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { formatMoney, toast, useLocale } from '../ui/index.ts'
import { givenOf, titleOf, useTake } from './use-saved.ts'

type ConfigurationMenuProps = { configuration: Configuration; onRemoved?: () => void }

/** What can be done with a saved configuration, from the list and on its page. */
export function ConfigurationMenu({ configuration, onRemoved }: ConfigurationMenuProps) {
  const can = useCan()
  const navigate = useNavigate()
  const act = useActions(configuration, onRemoved)
  if (!can('configurations.write')) return null
  const { quote } = configuration
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          aria-label={`What to do with ${titleOf(configuration)}`}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={16} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <Menu.Item leftSection={<IconCalculator size={15} />} onClick={() => act.price.mutate()}>
          Price it
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => act.clone.mutate()}>
          Copy
        </Menu.Item>
        <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => act.refresh.mutate()}>
          Bring up to the present catalog
        </Menu.Item>
        {quote && (
          <Menu.Item
            leftSection={<IconFileText size={15} />}
            onClick={() => void navigate({ to: '/quotes/$id', params: { id: quote } })}
          >
            Open its quote
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => act.remove.mutate()}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function useActions(configuration: Configuration, onRemoved: (() => void) | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const take = useTake()
  const { language } = useLocale()
  const refresh = () => client.invalidateQueries({ queryKey: ['configurations'] })
  const { id } = configuration
  const bringBack = async () => {
    const { name, customer } = configuration
    const products = configuration.products.map(givenOf).map(({ id: _, ...each }) => each)
    const body = { name, products, ...(customer && { customer: customer as never }) } // an id
    const { data } = await call(saveConfiguration, { body })
    await refresh()
    if (onRemoved) await navigate({ to: '/configurations/$id', params: { id: data.id } })
  }
  return {
    price: useMutation({
      mutationFn: async () => (await call(priceConfiguration, { params: { id }, body: {} })).data,
      onSuccess: ({ net, currency, configuration: priced }) => {
        toast.done(`${formatMoney(net, currency, language)} net.`)
        take(priced)
      },
      onError: toast.failed,
    }),
    clone: useMutation({
      mutationFn: async () => (await call(cloneConfiguration, { params: { id }, body: {} })).data,
      onSuccess: (copy) => {
        toast.done(`${titleOf(copy)} made.`)
        if (onRemoved) void navigate({ to: '/configurations/$id', params: { id: copy.id } })
        return refresh()
      },
      onError: toast.failed,
    }),
    refresh: useMutation({
      mutationFn: async () => (await call(refreshConfiguration, { params: { id }, body: {} })).data,
      onSuccess: ({ configuration: after, refused }) => {
        take(after)
        const lost = refused.flatMap(({ explanation }) => explanation.sentences)
        if (lost.length > 0) toast.note(`Brought up to date. Left out: ${lost.join(' ')}`)
        else toast.done('Up to date with the catalog; every choice holds.')
      },
      onError: toast.failed,
    }),
    remove: useMutation({
      mutationFn: () => call(removeConfiguration, { params: { id } }),
      onSuccess: () => {
        toast.done(`${titleOf(configuration)} removed.`, { act: bringBack })
        onRemoved?.()
        return refresh()
      },
      onError: toast.failed,
    }),
  }
}
