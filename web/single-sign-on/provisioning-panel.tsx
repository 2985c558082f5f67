import { Anchor, MultiSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { giveGroupRoles, listProvisionedGroups, type ProvisionedGroup } from '../../contract/provisioning.ts'
import { call } from '../shell/api.ts'
import { Panel, toast } from '../ui/index.ts'
import classes from './single-sign-on.module.css'
import { useRoles } from './use-roles.ts'

const key = ['provisioned-groups']

/** Where a directory keeps users here by SCIM, and which roles its groups give. */
export function ProvisioningPanel() {
  const found = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await call(listProvisionedGroups, { signal })).data,
  })
  if (!found.data) return null
  const { address, items } = found.data
  return (
    <Panel title="Provisioning by your directory (SCIM 2.0)">
      <p className={classes.quiet}>
        Your directory makes, changes and switches off users here by itself. Give it the address{' '}
        <code>{address}</code> and an{' '}
        <Anchor component={Link} to="/account" size="sm">
          API key
        </Anchor>{' '}
        with the scopes users.read and users.write.
      </p>
      {items.length === 0 ? (
        <p className={classes.quiet}>Groups it sends are listed here; you say which roles they give.</p>
      ) : (
        <ul className={classes.groups}>
          {items.map((group) => (
            <GroupRoles key={group.id} group={group} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function GroupRoles({ group }: { group: ProvisionedGroup }) {
  const client = useQueryClient()
  const roles = useRoles()
  const give = useMutation({
    mutationFn: (held: string[]) => call(giveGroupRoles, { params: { id: group.id }, body: { roles: held } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
    onError: (error) => toast.failed(error),
  })
  return (
    <li className={classes.group}>
      <span>
        {group.displayName}
        <span className={classes.sub}>{group.members === 1 ? '1 member' : `${group.members} members`}</span>
      </span>
      <MultiSelect
        aria-label={`Roles of ${group.displayName}`}
        placeholder={group.roles.length === 0 ? 'No role' : ''}
        data={roles}
        value={give.isPending ? give.variables : group.roles}
        onChange={(roles) => give.mutate(roles)} // the values of the list
      />
    </li>
  )
}
