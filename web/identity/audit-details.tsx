import type { AuditEntry } from '../../contract/audit.ts'
import { Facts } from '../ui/index.ts'
import classes from './identity.module.css'

/** One entry with what changed, field by field. */
export function AuditDetails({ entry }: { entry: AuditEntry }) {
  const names = [...new Set([...keysOf(entry.before), ...keysOf(entry.after)])]
  return (
    <>
      <Facts
        facts={[
          ['Who', entry.actorName],
          ['As', entry.via],
          ['From', entry.address],
          ['With', entry.userAgent],
          ['Of', `${entry.subjectKind} ${entry.subjectId}`],
          ['Why', entry.why],
          ['Request', entry.requestId],
          ['Sealed as', entry.position === undefined ? 'not sealed yet' : String(entry.position)],
        ]}
      />
      {names.length > 0 && (
        <table className={classes.changes}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{text(entry.before, name)}</td>
                <td>{text(entry.after, name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

const isThing = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const keysOf = (value: unknown) => (isThing(value) ? Object.keys(value) : [])

function text(of: unknown, name: string): string {
  const value = isThing(of) ? of[name] : undefined
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
