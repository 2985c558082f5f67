import { IconMapSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listGuides } from '../../contract/guides.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { EmptyState, Page } from '../ui/index.ts'
import css from './guides.module.css'

/** /guides: what can be found by answering questions. */
export function GuidesPage() {
  const found = useQuery({
    queryKey: ['guides'],
    queryFn: async ({ signal }) => (await call(listGuides, { signal })).data.items,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  return (
    <Page title="Find a product">
      {found.data.length === 0 && (
        <EmptyState icon={<IconMapSearch size={22} stroke={1.6} />} title="No guides yet">
          A guide asks what a customer can answer and leads to the products that fit, with their first options
          chosen. Product administrators publish guides with the catalog.
        </EmptyState>
      )}
      <ul className={css.list}>
        {found.data.map((guide) => (
          <li key={guide.code}>
            <Link to="/guides/$code" params={{ code: guide.code }} className={css.guide}>
              <strong>{guide.name}</strong>
              {guide.text && <span>{guide.text}</span>}
              <span className={css.sub}>{guide.questions} questions at most</span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
