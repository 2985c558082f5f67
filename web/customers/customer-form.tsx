import { Anchor, Button, Checkbox, MultiSelect, Select, Text, TextInput } from '@mantine/core'
import { Link, useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import type { Customer } from '../../contract/customers.ts'
import { ProblemError } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { fieldError, Issues, otherIssues, Page, Panel } from '../ui/index.ts'
import { AddressesField } from './addresses-field.tsx'
import { ContactsField } from './contacts-field.tsx'
import { CustomerSelect } from './customer-select.tsx'
import classes from './customers.module.css'
import { DuplicatesNotice } from './duplicates-notice.tsx'
import { type CustomerFormState, stateOf } from './form-state.ts'
import { currencies, languages } from './places.ts'
import { taxStatusWords } from './tax-status.ts'
import { usePriceBookChoices, useSegmentChoices } from './use-choices.ts'
import { useSaveCustomer } from './use-save-customer.ts'

const fields =
  'code company segments taxStatus email phone currency language priceBook taxId taxReason paymentTerms parent'

/** Making a customer, or changing one in the state it was read in. */
export function CustomerForm({ customer, etag }: { customer?: Customer; etag?: string | undefined }) {
  const [state, setState] = useState(() => stateOf(customer))
  const [touched, setTouched] = useState(false)
  const save = useSaveCustomer(customer, etag)
  const segments = useSegmentChoices(state.segments)
  const priceBooks = usePriceBookChoices(state.priceBook)
  const saysConditions = useCan()('customers.conditions')
  useBlocker({
    shouldBlockFn: () =>
      touched && !save.isSuccess && !window.confirm('Leave without saving what you entered?'),
    enableBeforeUnload: () => touched && !save.isSuccess,
  })
  const set = (part: Partial<CustomerFormState>) => {
    setTouched(true)
    setState((before) => ({ ...before, ...part }))
  }
  const issues = save.error instanceof ProblemError ? save.error.problem.issues : undefined
  const text = (name: 'company' | 'code' | 'email' | 'phone' | 'taxId' | 'taxReason' | 'paymentTerms') => ({
    value: state[name],
    error: fieldError(issues, name),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  })
  const choice = (name: 'currency' | 'language' | 'priceBook') => ({
    value: state[name] || null,
    error: fieldError(issues, name),
    searchable: true,
    clearable: true,
    clearButtonProps: { 'aria-label': 'Clear' },
    onChange: (value: string | null) => set({ [name]: value ?? '' }),
  })
  return (
    <Page
      title={customer ? `Edit ${customer.company}` : 'New customer'}
      above={
        <Anchor component={Link} to="/customers" c="dimmed">
          Customers
        </Anchor>
      }
      narrow
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(state)
        }}
      >
        <div role="alert" style={{ marginBottom: save.error ? 12 : 0 }}>
          <Issues issues={save.error ? summaryOf(save.error, issues) : []} />
        </div>
        <Panel title="Company">
          <div className={classes.grid}>
            <TextInput
              label="Company"
              required
              autoComplete="organization"
              {...text('company')}
              autoFocus={!customer}
            />
            <TextInput
              label="Code"
              placeholder={customer ? undefined : 'Made up when empty'}
              disabled={customer !== undefined}
              {...text('code')}
            />
            <MultiSelect
              label="Segments"
              data={segments}
              value={state.segments}
              error={fieldError(issues, 'segments')}
              onChange={(value) => set({ segments: value })}
              disabled={!saysConditions}
              searchable
              placeholder={state.segments.length ? undefined : 'None'}
            />
            <CustomerSelect
              label="Part of"
              labelShown
              placeholder="No account above"
              value={state.parent || undefined}
              error={fieldError(issues, 'parent')}
              onChange={(parent) => set({ parent: parent ?? '' })}
              disabled={!saysConditions}
            />
            <TextInput label="E-mail" type="email" {...text('email')} />
            <TextInput label="Phone" type="tel" {...text('phone')} />
            <Select
              label="Language of documents"
              placeholder="As the company"
              data={languages()}
              {...choice('language')}
            />
            {customer && (
              <Checkbox
                className={classes.wide}
                label="Active: offered for new quotes"
                checked={state.active}
                onChange={(event) => set({ active: event.currentTarget.checked })}
              />
            )}
          </div>
          {!saysConditions && (
            <Text size="sm" c="dimmed" mt="sm">
              Segments, the account above, price book and tax status decide what things cost this customer.
              Your manager can set them.
            </Text>
          )}
          <DuplicatesNotice
            company={state.company}
            email={state.email}
            taxId={state.taxId}
            except={customer?.id}
          />
        </Panel>
        <Panel title="Prices and payment">
          <div className={classes.grid}>
            <Select
              label="Currency"
              placeholder="As the price book"
              data={currencies()}
              {...choice('currency')}
            />
            <Select
              label="Price book"
              placeholder="By segment, else the standard"
              data={priceBooks}
              {...choice('priceBook')}
              disabled={!saysConditions}
            />
            <TextInput label="Payment terms" placeholder="30 days net" {...text('paymentTerms')} />
          </div>
        </Panel>
        <Panel title="Tax">
          <div className={classes.grid}>
            <Select
              label="Tax status"
              data={Object.entries(taxStatusWords).map(([value, label]) => ({ value, label }))}
              value={state.taxStatus}
              error={fieldError(issues, 'taxStatus')}
              disabled={!saysConditions}
              onChange={(value) => set({ taxStatus: (value ?? 'TAXABLE') as Customer['taxStatus'] })}
            />
            {state.taxStatus !== 'TAXABLE' && (
              <TextInput label="Reason" placeholder="Certificate or law" {...text('taxReason')} />
            )}
            <TextInput label="Tax number" {...text('taxId')} />
          </div>
        </Panel>
        <ContactsField contacts={state.contacts} issues={issues} onChange={(contacts) => set({ contacts })} />
        <AddressesField
          addresses={state.addresses}
          issues={issues}
          onChange={(addresses) => set({ addresses })}
        />
        <div className={classes.bar}>
          {customer ? (
            <Button
              variant="default"
              component={Link}
              to="/customers/$id"
              params={{ id: customer.id } as never}
            >
              Cancel
            </Button>
          ) : (
            <Button variant="default" component={Link} to="/customers">
              Cancel
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            {customer ? 'Save changes' : 'Create customer'}
          </Button>
        </div>
      </form>
    </Page>
  )
}

export function NewCustomerPage() {
  return <CustomerForm />
}

function summaryOf(error: Error, issues: ReturnType<typeof otherIssues> | undefined) {
  const others = otherIssues(issues, fields.split(' ')).filter(
    (issue) => !/(contacts|addresses)/.test(issue.path.join()),
  )
  if (others.length > 0) return others
  const message = issues?.length ? 'Some fields need another look; each says why.' : error.message
  return [{ code: 'failed', severity: 'error' as const, path: [], message }]
}
