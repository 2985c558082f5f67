import { createHash } from 'node:crypto'
import type { ApprovalPolicy, Approver } from '../../contract/approvals.ts'
import { compileCondition, type Reason } from '../../engines/expressions/index.ts'
import { type Cover, coverOf } from './cover.ts'
import { approvalScope, companyAmounts, type Facts, type Sections } from './facts.ts'

export type PolicyReason = { code: string; name: string; why: string; because: string[]; cover: Cover }
export type RouteStep = {
  /** What makes two steps the same: who is asked, and how many of them. */
  key: string
  order: number
  approvers: Approver[]
  needed: 'all' | 'any' | number
  deadlineHours?: number | undefined
  remindHours?: number | undefined
  escalateTo: Approver[]
  policies: PolicyReason[]
  /** Of all that its policies looked at. */
  contentHash: string
}
export type Route = { steps: RouteStep[]; automatic: boolean }

/** What decides the route of a policy: the rest of its reference data does not matter here. */
export type Published = ApprovalPolicy & { revision?: number }

/**
 * The steps that the policies ask for, in order. A step that several policies ask for is asked once, with all their
 * reasons, at the latest of their places: nobody decides before those whose word a policy wants to have first.
 */
export function routeFor(policies: readonly Published[], facts: Facts, sections: Sections): Route {
  const merged = new Map<string, RouteStep>()
  let automatic = false
  for (const policy of policies) {
    if (!policy.active) continue
    const fired = fires(policy, facts)
    if (!fired) continue
    if (policy.automatic) automatic = true
    const reason: PolicyReason = {
      code: policy.code,
      name: policy.name,
      why: policy.why,
      because: fired.because,
      cover: coverOf(policy.condition, fired.fields, sections),
    }
    for (const group of policy.groups) {
      for (const step of group.steps) {
        const key = stepKey(step)
        const known = merged.get(key)
        merged.set(key, {
          key,
          order: Math.max(group.order, known?.order ?? group.order),
          approvers: step.approvers,
          needed: step.needed,
          deadlineHours: shortest(known?.deadlineHours, step.deadlineHours),
          remindHours: shortest(known?.remindHours, step.remindHours),
          escalateTo: [...(known?.escalateTo ?? []), ...(step.escalateTo ? [step.escalateTo] : [])],
          policies: [...(known?.policies ?? []).filter((each) => each.code !== reason.code), reason],
          contentHash: '',
        })
      }
    }
  }
  const steps = [...merged.values()]
    .sort((a, b) => a.order - b.order)
    .map((step) => ({ ...step, contentHash: hashOf(step.policies) }))
  return { steps, automatic: steps.length === 0 && automatic }
}

/** Whether a policy asks, and for which reasons. One whose condition cannot be read asks: doubt lets no quote through. */
export function fires(
  policy: Pick<ApprovalPolicy, 'condition' | 'automatic'>,
  facts: Facts,
): { because: string[]; fields: string[]; why?: Reason } | undefined {
  const compiled = compileCondition(policy.condition, approvalScope)
  if (!compiled.ok) {
    if (policy.automatic) return undefined
    const message = compiled.issues[0]?.message ?? 'unknown'
    return { because: [`its condition cannot be read: ${message}`], fields: [] }
  }
  const { fields } = compiled
  if (facts.noRate !== undefined && fields.some((field) => companyAmounts.includes(field))) {
    return policy.automatic ? undefined : { because: [facts.noRate], fields }
  }
  const { value, because, why } = compiled.evaluate(facts)
  return value ? { because, fields, why } : undefined
}

function stepKey(step: { approvers: readonly Approver[]; needed: 'all' | 'any' | number }): string {
  const approvers = step.approvers.map((approver) => JSON.stringify(approver)).sort()
  return JSON.stringify([approvers, step.needed])
}

function hashOf(policies: readonly PolicyReason[]): string {
  const hashes = policies.map((policy) => `${policy.code}:${policy.cover.hash}`).sort()
  return createHash('sha256').update(hashes.join('\n')).digest('hex')
}

function shortest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.min(a, b)
}
