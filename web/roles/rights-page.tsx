import { Anchor, Select, TextInput } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Output } from '../../contract/http.ts'
import { permissions } from '../../contract/permissions.ts'
import { explainRights } from '../../contract/roles.ts'
import { listUsers } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { roleName } from '../shell/role-names.ts'
import { EmptyState, Page, Panel, Tag } from '../ui/index.ts'
import classes from './roles.module.css'

const route = getRouteApi('/inside/rights')
type Explained = Output<typeof explainRights>
type Person = Explained['people'][number]

/** /rights: who can do what with a thing, or what a person can do, and from which role they have it. */
export function RightsPage() {
  const { person, thing } = route.useSearch()
  const navigate = route.useNavigate()
  const ask = (part: { person?: string | undefined; thing?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  const people = useQuery({
    queryKey: ['users', 'choices'],
    queryFn: async ({ signal }) =>
      (await call(listUsers, { query: { limit: 200, enabled: 'true' }, signal })).data.items,
  })
  const found = useQuery({
    queryKey: ['rights', person, thing],
    enabled: Boolean(person || thing),
    retry: false,
    queryFn: async ({ signal }) => (await call(explainRights, { query: { person, thing }, signal })).data,
  })
  return (
    <Page
      title="Who can, and why"
      above={
        <Anchor component={Link} to="/roles" c="dimmed">
          Who may do what
        </Anchor>
      }
    >
      <div className={classes.ask}>
        <Select
          label="Person"
          placeholder="Anybody"
          searchable
          clearable
          data={(people.data ?? []).map(({ id, name }) => ({ value: id as string, label: name }))}
          value={person ?? null}
          onChange={(id) => ask({ person: id ?? undefined })}
        />
        <TextInput
          label="Thing"
          placeholder="quo_…, or the address of a page"
          description="The id of a quote, an order, a customer, a configuration or a user"
          defaultValue={thing ?? ''}
          onChange={(event) => ask({ thing: idIn(event.currentTarget.value) })}
        />
      </div>
      {found.error && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {!person && !thing && (
        <EmptyState
          icon={<IconUserQuestion size={22} stroke={1.6} />}
          title="Ask about somebody, or something"
        >
          Choose a person to see all they may do, or name a thing to see who gets at it. With both you see
          what this person can do with this thing.
        </EmptyState>
      )}
      {found.data && !found.error && <Answer explained={found.data} />}
    </Page>
  )
}

function Answer({ explained: { thing, people } }: { explained: Explained }) {
  return (
    <>
      {thing && (
        <p>
          <strong>{thing.name}</strong>, a {thing.kind}
          {thing.ownerName
            ? ` of ${thing.ownerName}`
            : ' without an owner: only those who reach everything get at it'}
        </p>
      )}
      {people.map((person) => (
        <Panel key={person.id} title={person.name} flush>
          <Rights person={person} />
        </Panel>
      ))}
    </>
  )
}

const relations = {
  owner: 'It is their own.',
  team: 'It belongs to somebody of their team, or who reports to them.',
  unit: 'It belongs to somebody of their unit.',
  everybody: 'It belongs to somebody else: only rights that reach everything count.',
}

function Rights({ person }: { person: Person }) {
  const about = person.relation
    ? relations[person.relation]
    : `Team: ${person.team} people · unit: ${person.unit} people`
  return (
    <div className={classes.matrix}>
      <table>
        <caption className={classes.sub} style={{ textAlign: 'start', padding: '8px 10px' }}>
          {person.roles.map((role) => (
            <Tag key={role}>{roleName(role)}</Tag>
          ))}{' '}
          {person.rights.length === 0 ? `${about} No role of theirs gets at it.` : about}
        </caption>
        <tbody>
          {person.rights.map(({ permission, reach, from }) => (
            <tr key={permission}>
              <th scope="row">{permissions[permission]}</th>
              <td className={classes.reach}>{reach}</td>
              <td>{from.map(({ name, reach: each }) => `${name} (${each})`).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** An id as it is, or the one in the address of a page. */
function idIn(text: string): string | undefined {
  return /[a-z]{3}_[0-9a-z]{26}/.exec(text)?.[0] ?? (text.trim() || undefined)
}
