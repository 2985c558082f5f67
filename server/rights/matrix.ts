import type { Endpoint } from '../../contract/http.ts'
import { roles } from '../../contract/roles.ts'
import { grantsOf } from '../identity/index.ts'

export const nameOf = (endpoint: Endpoint) => `${endpoint.method} ${endpoint.path}`

/** The page of the documentation that says which role may ask for what, and how far that reaches. */
export function matrixText(endpoints: readonly Endpoint[]): string {
  const byTag = Map.groupBy(endpoints, ({ tag }) => tag)
  const tables = [...byTag]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, ofTag]) => [`## ${tag}`, '', ...table(ofTag), ''].join('\n'))
  return [
    '# Who may ask for what',
    '',
    'Every operation of the API with the right it asks for and how far each built-in role reaches with it: `own`, `team`,',
    '`unit`, `all`, or not at all (–). Written by `server/rights/rights.test.ts`, which asks the running program for each',
    'of these, with things of one’s own, of a colleague, of another team and of strangers, and fails where it answers otherwise.',
    'Many operations open to whoever is signed in look closer at what they are asked about: what can be read or changed of',
    'reference data follows from its kind.',
    '',
    ...tables,
  ].join('\n')
}

function table(endpoints: readonly Endpoint[]): string[] {
  const head = ['operation', 'right', ...roles]
  const rows = endpoints
    .toSorted((a, b) => (a.path === b.path ? order(a) - order(b) : a.path < b.path ? -1 : 1))
    .map((endpoint) => [
      `\`${nameOf(endpoint)}\``,
      endpoint.permission,
      ...roles.map((role) => {
        const { permission } = endpoint
        if (permission === 'anyone' || permission === 'signed-in') return 'yes'
        return grantsOf([role]).get(permission) ?? '–'
      }),
    ])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const order = ({ method }: Endpoint) => methods.indexOf(method)
