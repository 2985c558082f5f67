import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type CustomerId, listCustomers } from '../../contract/customers.ts'
import { call } from '../shell/api.ts'
import { Panel } from '../ui/index.ts'
import { customerQuery } from './customer-query.ts'
import classes from './customers.module.css'

/** The account above, by its name. */
export function PartOf({ parent }: { parent: CustomerId }) {
  const above = useQuery(customerQuery(parent))
  return (
    <Anchor component={Link} to={`/customers/${parent}`}>
      {above.data?.data.company ?? 'another account'}
    </Anchor>
  )
}

/** The accounts right below a customer; nothing where there are none. */
export function AccountsBelow({ customer }: { customer: CustomerId }) {
  const below = useQuery({
    queryKey: ['customers', 'below', customer],
    queryFn: async ({ signal }) =>
      (await call(listCustomers, { query: { parent: customer, limit: 200 }, signal })).data.items,
  })
  if (!below.data || below.data.length === 0) return null
  return (
    <Panel title="Accounts below">
      <ul className={classes.below}>
        {below.data.map(({ id, company, code, city, active }) => (
          <li key={id}>
            <Anchor component={Link} to={`/customers/${id}`}>
              {company}
            </Anchor>{' '}
            <span className={classes.quiet}>
              {[code, city, !active && 'inactive'].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
