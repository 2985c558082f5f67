import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Issue } from '../../contract/problem.ts'
import { fieldError, Panel } from '../ui/index.ts'
import classes from './customers.module.css'
import { type ContactState, emptyContact } from './form-state.ts'

type ContactsFieldProps = {
  contacts: readonly ContactState[]
  issues: readonly Issue[] | undefined
  onChange: (contacts: ContactState[]) => void
}

export function ContactsField({ contacts, issues, onChange }: ContactsFieldProps) {
  const change = (index: number, part: Partial<ContactState>) =>
    onChange(
      contacts.map((contact, at) => {
        if (at === index) return { ...contact, ...part }
        // There is one main contact.
        return part.primary ? { ...contact, primary: false } : contact
      }),
    )
  return (
    <Panel
      title="Contacts"
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...contacts, { ...emptyContact(), primary: contacts.length === 0 }])}
        >
          Add contact
        </Button>
      }
    >
      {contacts.length === 0 && (
        <p className={classes.quiet}>People at this customer, for quotes and questions.</p>
      )}
      <ul className={classes.entries}>
        {contacts.map((contact, index) => {
          const text = (name: 'givenName' | 'familyName' | 'title' | 'email' | 'phone') => ({
            value: contact[name],
            error: fieldError(issues, `contacts.${index}.${name}`),
            onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
              change(index, { [name]: event.currentTarget.value }),
          })
          const name = `${contact.givenName} ${contact.familyName}`.trim() || `contact ${index + 1}`
          return (
            <li key={contact.key} className={classes.entry}>
              <div className={classes.grid}>
                <TextInput label="Given name" required {...text('givenName')} />
                <TextInput label="Family name" required {...text('familyName')} />
                <TextInput label="Position" {...text('title')} />
                <TextInput label="E-mail" type="email" {...text('email')} />
                <TextInput label="Phone" type="tel" {...text('phone')} />
                <Checkbox
                  label="Main contact"
                  checked={contact.primary}
                  mt={26}
                  onChange={(event) => change(index, { primary: event.currentTarget.checked })}
                />
              </div>
              <ActionIcon
                aria-label={`Remove ${name}`}
                mt={22}
                onClick={() => onChange(contacts.filter((_, at) => at !== index))}
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
