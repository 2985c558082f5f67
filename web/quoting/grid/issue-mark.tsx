import { Tooltip } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { Issue } from '../../../contract/problem.ts'
import css from './grid.module.css'
import { worstOf } from './line-issues.ts'

export type LineIssue = Issue
const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** What is wrong with a line and what would be right; the bar below the grid says it for the row at hand. */
export function IssueMark({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null
  const severity = worstOf(issues)
  const Icon = icons[severity]
  const text = issues.map((issue) => [issue.message, issue.suggestion].filter(Boolean).join(' ')).join(' · ')
  return (
    <Tooltip label={text} multiline maw={360} position="right">
      <Icon
        size={16}
        stroke={1.9}
        className={css.mark}
        data-severity={severity}
        role="img"
        aria-label={text}
      />
    </Tooltip>
  )
}
