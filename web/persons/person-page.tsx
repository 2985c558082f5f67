import { Anchor, Button } from '@mantine/core'
import { IconDownload, IconEraser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { exportPerson, type Kept, readPerson } from '../../contract/persons.ts'
import { call, hrefOf } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { Page, Panel } from '../ui/index.ts'
import { EraseDialog } from './erase-dialog.tsx'
import classes from './persons.module.css'

const route = getRouteApi('/inside/persons/$id')
type PersonId = `usr_${string}` | `con_${string}`

/** /persons/$id: what is kept about somebody, and what an erasure would do with it. */
export function PersonPage() {
  const id = route.useParams().id as PersonId // the server refuses what is none
  const [erasing, setErasing] = useState(false)
  const found = useQuery({
    queryKey: ['persons', id],
    queryFn: async ({ signal }) => (await call(readPerson, { params: { id }, signal })).data,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  const { name, kind, of, kept, erasures } = found.data
  const underWay = erasures.some(({ doneAt }) => doneAt === undefined)
  const icon = { size: 16, stroke: 1.7 }
  return (
    <Page
      title={name}
      above={
        <Anchor component={Link} to="/persons" c="dimmed">
          Personal data
        </Anchor>
      }
      below={kind === 'user' ? `Signs in as ${of}` : `Contact of ${of}`}
      narrow
      actions={
        <>
          <Button
            variant="default"
            component="a"
            href={hrefOf(exportPerson, { params: { id } })}
            download
            leftSection={<IconDownload {...icon} />}
          >
            Export
          </Button>
          <Button
            color="red"
            leftSection={<IconEraser {...icon} />}
            loading={underWay}
            onClick={() => setErasing(true)}
          >
            Erase
          </Button>
        </>
      }
    >
      {fates.map(({ fate, title, about }) => {
        const rows = kept.filter((each) => each.fate === fate)
        return rows.length > 0 && <Places key={fate} title={title} about={about} rows={rows} />
      })}
      <EraseDialog id={id} name={name} open={erasing} onClose={() => setErasing(false)} />
    </Page>
  )
}

const fates = [
  { fate: 'removed', title: 'Goes', about: 'Rows that are about this person alone.' },
  {
    fate: 'rewritten',
    title: 'Is written anew',
    about: 'Where the name may stand among other things: it becomes “Erased person”, everything else stays.',
  },
  { fate: 'kept', title: 'Stays', about: 'What law or a contract wants to be kept as it was.' },
] as const

function Places({ title, about, rows }: { title: string; about: string; rows: readonly Kept[] }) {
  return (
    <Panel title={title}>
      <p className={classes.about}>{about}</p>
      <dl className={classes.places}>
        {rows.map(({ what, count, why }) => (
          <div key={what} className={classes.place}>
            <dt>
              {what}
              {why && <span className={classes.sub}>{why}</span>}
            </dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
