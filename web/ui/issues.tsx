import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { Issue } from '../../contract/problem.ts'
import classes from './issues.module.css'

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** What is wrong, each with what would be right. */
export function Issues({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null
  return (
    <ul className={classes.list}>
      {issues.map((issue) => {
        const Icon = icons[issue.severity]
        return (
          <li
            key={issue.path.join('.') + issue.message}
            className={classes.issue}
            data-severity={issue.severity}
          >
            <Icon size={16} stroke={1.8} className={classes.icon} aria-hidden />
            <span>
              <span className="visually-hidden">{issue.severity}: </span>
              {issue.message}
              {issue.suggestion && <span className={classes.suggestion}> {issue.suggestion}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/**
 * The message for one field of a form, for its `error`. Paths in issues begin with the part of the request:
 * `fieldError(issues, 'contacts.0.email')` finds the issue at body.contacts.0.email.
 */
export function fieldError(issues: readonly Issue[] | undefined, path: string): string | undefined {
  const found = issues?.find((issue) => withoutPart(issue.path) === path)
  return found && [found.message, found.suggestion].filter(Boolean).join(' ')
}

/** Issues that belong to none of the given fields, to be shown above the form. */
export function otherIssues(issues: readonly Issue[] | undefined, paths: readonly string[]): Issue[] {
  return (issues ?? []).filter((issue) => !paths.includes(withoutPart(issue.path)))
}

function withoutPart(path: readonly string[]): string {
  return (['body', 'query', 'params'].includes(path[0] ?? '') ? path.slice(1) : path).join('.')
}
