import { ActionIcon, Menu } from '@mantine/core'
import { IconCalculator, IconCopy, IconDots, IconFileText, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  type Configuration,
  cloneConfiguration,
  priceConfiguration,
  removeConfiguration,
  saveConfiguration,
} from '../../contract/configurations.ts'
import { call } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { formatMoney, toast, useLocale } from '../ui/index.ts'

/** What can be done with a saved configuration from the list. */
export function ConfigurationMenu({ configuration }: { configuration: Configuration }) {
  const can = useCan()
  const navigate = useNavigate()
  const act = useActions(configuration)
  if (!can('configurations.write')) return null
  const { quote } = configuration
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          aria-label={`What to do with ${configuration.name ?? configuration.productName}`}
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

function useActions(configuration: Configuration) {
  const client = useQueryClient()
  const { language } = useLocale()
  const refresh = () => client.invalidateQueries({ queryKey: ['configurations'] })
  const { id } = configuration
  const bringBack = async () => {
    const { name, customer, product, quantity, decisions } = configuration
    const body = { name, product, quantity, decisions, ...(customer && { customer: customer as never }) } // an id
    await call(saveConfiguration, { body })
    await refresh()
  }
  return {
    price: useMutation({
      mutationFn: async () => (await call(priceConfiguration, { params: { id }, body: {} })).data,
      onSuccess: ({ net, currency }) => {
        toast.done(`${formatMoney(net, currency, language)} net.`)
        return refresh()
      },
      onError: toast.failed,
    }),
    clone: useMutation({
      mutationFn: () => call(cloneConfiguration, { params: { id }, body: {} }),
      onSuccess: refresh,
      onError: toast.failed,
    }),
    remove: useMutation({
      mutationFn: () => call(removeConfiguration, { params: { id } }),
      onSuccess: () => {
        toast.done(`${configuration.name ?? configuration.productName} removed.`, { act: bringBack })
        return refresh()
      },
      onError: toast.failed,
    }),
  }
}
