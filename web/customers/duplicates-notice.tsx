import { Alert, Anchor } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type CustomerId, type Duplicate, findDuplicates } from '../../contract/customers.ts'
import { call } from '../shell/api.ts'

const reasons: Record<Duplicate['why'][number], string> = {
  TAX_ID: 'same tax number',
  EMAIL: 'same e-mail',
  NAME: 'name nearly alike',
}
type Known = { company: string; email: string; taxId: string; except?: CustomerId | undefined }

/** Says, while a customer is written down, which ones could be the same. It only warns. */
export function DuplicatesNotice(known: Known) {
  const [asked] = useDebouncedValue(known, 400)
  const found = useQuery({
    queryKey: ['customers', 'duplicates', asked],
    enabled: asked.company.trim().length >= 3,
    queryFn: async ({ signal }) =>
      (
        await call(findDuplicates, {
          query: {
            company: asked.company,
            email: asked.email || undefined,
            taxId: asked.taxId || undefined,
            except: asked.except,
          },
          signal,
        })
      ).data.items,
    placeholderData: keepPreviousData,
  })
  if (!found.data || found.data.length === 0) return null
  return (
    <Alert color="amber" title="Perhaps this customer is there already" role="status" mt="md">
      {found.data.map(({ id, company, code, city, active, why }) => (
        <div key={id}>
          <Anchor component={Link} to={`/customers/${id}`}>
            {company}
          </Anchor>{' '}
          {[code, city, ...why.map((each) => reasons[each]), !active && 'inactive']
            .filter(Boolean)
            .join(' · ')}
        </div>
      ))}
    </Alert>
  )
}
