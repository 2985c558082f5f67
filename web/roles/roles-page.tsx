import { Anchor, Button } from '@mantine/core'
import { IconPlus, IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { listRoles, type RoleGrants } from '../../contract/roles.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Page, Panel } from '../ui/index.ts'
import { areas } from './areas.ts'
import classes from './roles.module.css'

/** /roles: every right, and how far it reaches in each role. */
export function RolesPage() {
  const can = useCan()
  const found = useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).data.items,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  return (
    <Page
      title="Who may do what"
      above={
        <Anchor component={Link} to="/users" c="dimmed">
          Users
        </Anchor>
      }
      below="own: what one owns · team, unit: that of one’s colleagues too · all: everything"
      actions={
        <>
          <Button
            variant="default"
            component={Link}
            to="/rights"
            leftSection={<IconUserQuestion size={16} stroke={1.7} />}
          >
            Who can, and why
          </Button>
          {can('roles.write') && (
            <Button component={Link} to="/roles/new" leftSection={<IconPlus size={16} stroke={1.7} />}>
              New role
            </Button>
          )}
        </>
      }
    >
      <Panel flush>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
        <div className={classes.matrix} tabIndex={0} role="region" aria-label="Rights by role">
          <table>
            <thead>
              <tr>
                <th scope="col">Right</th>
                {found.data.map((role) => (
                  <th scope="col" key={role.code}>
                    <Anchor component={Link} to={`/roles/${role.code}`} size="sm">
                      {role.name}
                    </Anchor>
                    <span className={classes.sub}>
                      {role.people === 1 ? '1 person' : `${role.people} people`}
                      {!role.builtIn && ' · own'}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {areas.map(({ area, rights }) => (
                <Fragment key={area}>
                  <tr>
                    <th scope="rowgroup" className={classes.area} colSpan={found.data.length + 1}>
                      {area}
                    </th>
                  </tr>
                  {rights.map(({ permission, words }) => (
                    <tr key={permission}>
                      <th scope="row">
                        {words}
                        <span className={classes.sub}>{permission}</span>
                      </th>
                      {found.data.map((role) => (
                        <Reached key={role.code} reach={role.grants[permission]} />
                      ))}
                    </tr>
                  ))}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </Page>
  )
}

function Reached({ reach }: { reach: RoleGrants['grants'][keyof RoleGrants['grants']] }) {
  return (
    <td>
      {reach ? <span className={classes.reach}>{reach}</span> : <span className={classes.quiet}>–</span>}
    </td>
  )
}
