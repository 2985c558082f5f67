import { Alert, Anchor } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { aboutDuplicate, duplicatesQuery, type Known } from './duplicates-query.ts'

/** Says, while a customer is written down, which ones could be the same. It only warns. */
export function DuplicatesNotice(known: Known) {
  const [asked] = useDebouncedValue(known, 400)
  const found = useQuery({
    ...duplicatesQuery(asked),
    enabled: asked.company.trim().length >= 3,
    placeholderData: keepPreviousData,
  })
  if (!found.data || found.data.length === 0) return null
  return (
    <Alert color="amber" title="Perhaps this customer is there already" role="status" mt="md">
      {found.data.map((each) => (
        <div key={each.id}>
          <Anchor component={Link} to={`/customers/${each.id}`}>
            {each.company}
          </Anchor>{' '}
          {aboutDuplicate(each)}
        </div>
      ))}
    </Alert>
  )
}
