import { type ApprovalPolicy, type Approver, approvalPolicy } from '../../contract/approval-policies.ts'
import type { Issue } from '../../contract/problem.ts'
import { findUser, rolesThatMay } from '../identity/index.ts'
import type { Queries } from '../platform/index.ts'
import { defineCheck, issueAt } from '../revisions/index.ts'
import { mayDecide } from './absences.ts'

/** A policy that asks somebody who may not decide would be answered by others than it says: it is not published. */
export function checkPolicies(): void {
  defineCheck('approvals.deciders', async ({ db, kept }) => {
    const issues: Issue[] = []
    for (const { kind, code, body } of kept) {
      if (kind !== 'approval-policies') continue
      const policy = approvalPolicy.safeParse({ ...body, code })
      if (!policy.success || !policy.data.active) continue
      for (const { path, message } of await whoMayNot(db, policy.data))
        issues.push(issueAt({ kind, code }, path, 'approver', message))
    }
    return issues
  })
}

type Wrong = { path: string[]; message: string }

/** Roles and people a policy asks, or escalates to, that have no right to decide on quotes. */
export async function whoMayNot(db: Queries, { groups }: ApprovalPolicy): Promise<Wrong[]> {
  const roles = (await rolesThatMay(db, 'quotes.approve')).map(({ code }) => code)
  const wrong: Wrong[] = []
  const look = async (approver: Approver | undefined, path: string[]) => {
    const reason = approver && (await reasonAgainst(db, approver, roles))
    if (reason) wrong.push({ path, message: reason })
  }
  for (const [g, { steps }] of groups.entries())
    for (const [s, step] of steps.entries()) {
      const path = ['groups', `${g}`, 'steps', `${s}`]
      for (const [a, approver] of step.approvers.entries())
        await look(approver, [...path, 'approvers', `${a}`])
      await look(step.escalateTo, [...path, 'escalateTo'])
    }
  return wrong
}

async function reasonAgainst(
  db: Queries,
  approver: Approver,
  roles: readonly string[],
): Promise<string | undefined> {
  if (approver.type === 'role' && !roles.includes(approver.role))
    return `the role “${approver.role}” has no right to decide on quotes (quotes.approve); these have: ${roles.join(', ')}`
  if (approver.type !== 'person') return undefined
  const user = await findUser(db, approver.user)
  if (!user) return 'there is no such person'
  return (await mayDecide(db, user)) ? undefined : `${user.name} may not decide on quotes`
}
