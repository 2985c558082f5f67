import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permissions } from '../../contract/permissions.ts'
import { listRoles } from '../../contract/roles.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { Page, Panel } from '../ui/index.ts'
import classes from './identity.module.css'

/** /roles: every right, and how far it reaches in each role. */
export function RolesPage() {
  const found = useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).data.items,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  const roles = found.data
  return (
    <Page
      title="Who may do what"
      above={
        <Anchor component={Link} to="/users" c="dimmed">
          Users
        </Anchor>
      }
      below="own: what one owns · team, unit: that of one’s colleagues too · all: everything"
    >
      <Panel flush>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
        <div className={classes.matrix} tabIndex={0} role="region" aria-label="Rights by role">
          <table>
            <thead>
              <tr>
                <th scope="col">Right</th>
                {roles.map((role) => (
                  <th scope="col" key={role.code}>
                    {role.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Object.entries(permissions).map(([permission, words]) => (
                <tr key={permission}>
                  <th scope="row">
                    {words}
                    <span className={classes.sub}>{permission}</span>
                  </th>
                  {roles.map(({ code, grants }) => {
                    const reach = grants[permission as keyof typeof permissions]
                    return (
                      <td key={code}>
                        {reach ? (
                          <span className={classes.reach}>{reach}</span>
                        ) : (
                          <span className={classes.quiet}>–</span>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </Page>
  )
}
