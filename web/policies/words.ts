import type { ApprovalPolicy, Approver } from '../../contract/approval-policies.ts'
import { personFields } from '../../contract/approval-policies.ts'
import { toText } from '../../engines/expressions/index.ts'

type Named = readonly { id: string; name: string }[]

/** A condition as one reads it: "discountPercent > 15". */
export function conditionWords(condition: ApprovalPolicy['condition']): string {
  const text = toText(condition)
  if (!text.ok) return JSON.stringify(condition)
  // Amounts in JSON are strings; compared with more or less they read better as the numerals they are.
  return text.text.replace(/([<>]=?) "(-?\d+(?:\.\d+)?)"/g, '$1 $2')
}

/** "the owner’s manager, then finance and legal". */
export function routeWords(policy: ApprovalPolicy, people: Named): string {
  if (policy.automatic) return 'nobody: the workflow approves'
  const groups = [...policy.groups].sort((a, b) => a.order - b.order)
  const said = groups.map((group) =>
    group.steps
      .map((step) => step.approvers.map((one) => approverWords(one, people)).join(' or '))
      .join(' and '),
  )
  return said.join(', then ') || 'nobody'
}

export function approverWords(approver: Approver, people: Named): string {
  switch (approver.type) {
    case 'role':
      return approver.role.replaceAll('-', ' ')
    case 'manager':
      return approver.level === 1 ? 'the owner’s manager' : `the owner’s manager, level ${approver.level}`
    case 'person':
      return people.find((person) => person.id === approver.user)?.name ?? 'a named person'
    case 'field':
      return personFields[approver.field]
  }
}
