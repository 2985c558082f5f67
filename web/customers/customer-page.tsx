import { Alert, Anchor, Button } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Customer, CustomerId } from '../../contract/customers.ts'
import { NewQuoteButton } from '../quotes/new-quote-button.tsx'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Facts, Page, Panel, Tag } from '../ui/index.ts'
import { AccountsBelow, PartOf } from './accounts.tsx'
import { CustomerForm } from './customer-form.tsx'
import { customerQuery } from './customer-query.ts'
import { CustomerQuotes } from './customer-quotes.tsx'
import classes from './customers.module.css'
import { MergeDialog } from './merge-dialog.tsx'
import { People, Places } from './people-and-places.tsx'
import { languageName } from './places.ts'
import { taxStatusWords } from './tax-status.ts'

const route = getRouteApi('/inside/customers/$id')

export function CustomerPage() {
  const { id } = route.useParams()
  const { edit } = route.useSearch()
  // What is no id of a customer is not found by the server, which says so.
  const query = useQuery(customerQuery(id as CustomerId))
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  const { data, etag } = query.data
  return edit ? <CustomerForm key={etag} customer={data} etag={etag} /> : <CustomerView customer={data} />
}

function CustomerView({ customer }: { customer: Customer }) {
  const can = useCan()
  const navigate = route.useNavigate()
  const [merging, setMerging] = useState(false)
  return (
    <Page
      title={customer.company}
      above={
        <Anchor component={Link} to="/customers" c="dimmed">
          Customers
        </Anchor>
      }
      below={
        <span className={classes.tags}>
          <span className="tabular">{customer.code}</span>
          {customer.segments.map((segment) => (
            <Tag key={segment}>{segment}</Tag>
          ))}
          {!customer.active && <Tag tone="warning">Inactive</Tag>}
        </span>
      }
      actions={
        <>
          {can('customers.write') && customer.active && (
            <Button variant="default" onClick={() => setMerging(true)}>
              Merge
            </Button>
          )}
          {can('customers.write') && (
            <Button
              variant="default"
              leftSection={<IconPencil size={15} stroke={1.7} />}
              onClick={() => void navigate({ search: { edit: true } })}
            >
              Edit
            </Button>
          )}
          {can('quotes.write') && customer.active && (
            <NewQuoteButton customer={customer.id} icon={<IconPlus size={16} />} />
          )}
        </>
      }
    >
      <MergeDialog customer={customer} opened={merging} onClose={() => setMerging(false)} />
      {customer.mergedInto && (
        <Alert mb="md">
          This customer turned out to be another one:{' '}
          <Anchor component={Link} to={`/customers/${customer.mergedInto}`}>
            open the one it became
          </Anchor>
          . Quotes and orders made before go on naming it.
        </Alert>
      )}
      <Panel title="Terms">
        <Facts
          facts={[
            ['Part of', customer.parent && <PartOf parent={customer.parent} />],
            ['Currency', customer.currency],
            ['Price book', customer.priceBook],
            ['Payment terms', customer.paymentTerms],
            ['Language', customer.language && languageName(customer.language)],
            ['Tax', taxStatusWords[customer.taxStatus]],
            ['Reason', customer.taxReason],
            ['Tax number', customer.taxId],
            ['Tax region', customer.region],
            ['E-mail', customer.email && <Anchor href={`mailto:${customer.email}`}>{customer.email}</Anchor>],
            ['Phone', customer.phone && <Anchor href={`tel:${customer.phone}`}>{customer.phone}</Anchor>],
          ]}
        />
      </Panel>
      <div className={classes.halves}>
        {customer.contacts.length > 0 && (
          <Panel title="Contacts">
            <People contacts={customer.contacts} />
          </Panel>
        )}
        {customer.addresses.length > 0 && (
          <Panel title="Addresses">
            <Places addresses={customer.addresses} />
          </Panel>
        )}
      </div>
      <AccountsBelow customer={customer.id} />
      {can('quotes.read') && <CustomerQuotes customer={customer.id} />}
    </Page>
  )
}
