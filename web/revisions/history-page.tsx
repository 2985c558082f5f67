import { Anchor } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { history, type ReferenceKind } from '../../contract/revisions.ts'
import { kindNames } from '../reference/kind-names.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { EmptyState, Instant, Page, Panel, Tag } from '../ui/index.ts'
import { Words } from './change-list.tsx'
import classes from './revisions.module.css'

const route = getRouteApi('/inside/history/$kind/$code')
type Entry = z.output<typeof history.response>['items'][number]

/** Every published state of one thing: who changed what, when and why. */
export function HistoryPage() {
  const params = route.useParams()
  const kind = params.kind as ReferenceKind // another word is refused by the server
  const query = useQuery({
    queryKey: ['reference', 'history', kind, params.code],
    queryFn: async ({ signal }) =>
      (await call(history, { params: { kind, code: params.code }, signal })).data.items,
  })
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  return (
    <Page
      title={`History of ${params.code}`}
      narrow
      above={
        <Anchor
          component={Link}
          to="/reference/$kind/$code"
          params={{ kind, code: params.code } as never}
          c="dimmed"
        >
          {kindNames[kind]?.one} {params.code}
        </Anchor>
      }
    >
      {query.data.length === 0 ? (
        <EmptyState icon={<IconHistory size={22} stroke={1.6} />} title="Not published yet">
          Its history begins with the first change set that is published with it.
        </EmptyState>
      ) : (
        <Panel flush>
          <ol className={classes.history}>
            {query.data.map((entry) => (
              <HistoryEntry key={entry.revision} entry={entry} />
            ))}
          </ol>
        </Panel>
      )}
    </Page>
  )
}

function HistoryEntry({ entry }: { entry: Entry }) {
  return (
    <li className={classes.entry}>
      <p className={classes.changeHead}>
        <strong>Revision {entry.revision}</strong>
        <Anchor component={Link} to="/change-sets/$id" params={{ id: entry.changeSet.id } as never}>
          {entry.changeSet.title}
        </Anchor>
        {entry.until === undefined && entry.action !== 'remove' && <Tag tone="success">Holds now</Tag>}
      </p>
      <p className={classes.quiet}>
        {entry.changedBy.id === entry.publishedBy.id
          ? `Changed and published by ${entry.publishedBy.name}, `
          : `Changed by ${entry.changedBy.name}, published by ${entry.publishedBy.name}, `}
        <Instant value={entry.publishedAt} />
      </p>
      {entry.why && <p className={classes.quote}>{entry.why}</p>}
      {entry.action === 'change' ? (
        <ul className={classes.words}>
          {entry.words.map((words) => (
            <li key={words}>
              <Words text={words} />
            </li>
          ))}
        </ul>
      ) : (
        <p className={classes.words}>{entry.action === 'create' ? 'Created.' : 'Removed.'}</p>
      )}
      {entry.body !== undefined && (
        <details className={classes.whole}>
          <summary>The whole of it</summary>
          <pre>{JSON.stringify(entry.body, null, 2)}</pre>
        </details>
      )}
    </li>
  )
}
