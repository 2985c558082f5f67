import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Issue } from '../../contract/problem.ts'
import { fieldError, Panel } from '../ui/index.ts'
import classes from './customers.module.css'
import { type AddressState, emptyAddress } from './form-state.ts'
import { countries } from './places.ts'

type AddressesFieldProps = {
  addresses: readonly AddressState[]
  issues: readonly Issue[] | undefined
  onChange: (addresses: AddressState[]) => void
}
type TextName = 'recipient' | 'street' | 'street2' | 'postalCode' | 'city' | 'state'

export function AddressesField({ addresses, issues, onChange }: AddressesFieldProps) {
  const change = (index: number, part: Partial<AddressState>) =>
    onChange(addresses.map((address, at) => (at === index ? { ...address, ...part } : address)))
  const billed = addresses.some((address) => address.type === 'BILLING')
  return (
    <Panel
      title="Addresses"
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...addresses, emptyAddress(billed ? 'SHIPPING' : 'BILLING')])}
        >
          Add address
        </Button>
      }
    >
      {addresses.length === 0 && (
        <p className={classes.quiet}>The billing address decides which taxes apply; documents show it.</p>
      )}
      <ul className={classes.entries}>
        {addresses.map((address, index) => {
          const text = (name: TextName) => ({
            value: address[name],
            error: fieldError(issues, `addresses.${index}.${name}`),
            onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
              change(index, { [name]: event.currentTarget.value }),
          })
          return (
            <li key={address.key} className={classes.entry}>
              <div className={classes.grid}>
                <Select
                  label="For"
                  data={[
                    { value: 'BILLING', label: 'Billing' },
                    { value: 'SHIPPING', label: 'Shipping' },
                  ]}
                  value={address.type}
                  onChange={(type) => change(index, { type: type === 'SHIPPING' ? 'SHIPPING' : 'BILLING' })}
                />
                <TextInput label="Recipient" {...text('recipient')} />
                <TextInput label="Street" required {...text('street')} />
                <TextInput label="Second line" {...text('street2')} />
                <TextInput label="Postal code" {...text('postalCode')} />
                <TextInput label="City" required {...text('city')} />
                <TextInput label="State or region" placeholder="CA" {...text('state')} />
                <Select
                  label="Country"
                  required
                  searchable
                  data={countries()}
                  value={address.country || null}
                  error={fieldError(issues, `addresses.${index}.country`)}
                  onChange={(country) => change(index, { country: country ?? '' })}
                />
              </div>
              <ActionIcon
                aria-label={`Remove address ${index + 1}`}
                mt={22}
                onClick={() => onChange(addresses.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
