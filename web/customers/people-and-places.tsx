import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Address, Contact } from '../../contract/customers.ts'
import { useCan } from '../shell/session.ts'
import { Tag } from '../ui/index.ts'
import classes from './customers.module.css'
import { countryName } from './places.ts'

export function People({ contacts }: { contacts: readonly Contact[] }) {
  const mayErase = useCan()('persons.erase')
  return (
    <ul className={classes.people}>
      {contacts.map((contact) => (
        <li key={contact.id} className={classes.person}>
          <p>
            <strong>
              {contact.givenName} {contact.familyName}
            </strong>{' '}
            {contact.primary && <Tag tone="accent">Main</Tag>}
          </p>
          {contact.title && <p className={classes.quiet}>{contact.title}</p>}
          {contact.email && (
            <p>
              <Anchor href={`mailto:${contact.email}`}>{contact.email}</Anchor>
            </p>
          )}
          {contact.phone && (
            <p>
              <Anchor href={`tel:${contact.phone}`}>{contact.phone}</Anchor>
            </p>
          )}
          {mayErase && (
            <p>
              <Anchor component={Link} to={`/persons/${contact.id}`} size="sm" c="dimmed">
                Personal data
              </Anchor>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

export function Places({ addresses }: { addresses: readonly Address[] }) {
  return (
    <ul className={classes.people}>
      {addresses.map((address) => (
        <li key={address.id} className={classes.person}>
          <p className={classes.quiet}>{address.type === 'BILLING' ? 'Billing' : 'Shipping'}</p>
          <address style={{ fontStyle: 'normal' }}>
            {[
              address.recipient,
              address.street,
              address.street2,
              [address.postalCode, address.city, address.state].filter(Boolean).join(' '),
              countryName(address.country),
            ]
              .filter((line) => line !== undefined && line !== '')
              .map((line) => (
                <p key={line}>{line}</p>
              ))}
          </address>
        </li>
      ))}
    </ul>
  )
}
