import type { ApprovalPolicy, Approver } from '../../contract/approvals.ts'
import { compileCondition } from '../../engines/expressions/index.ts'
import { approvalScope, contentHash, type Facts, type Sections } from './facts.ts'

export type PolicyReason = { code: string; name: string; why: string; because: string[] }
export type RouteStep = {
  order: number
  approvers: Approver[]
  needed: 'all' | 'any' | number
  deadlineHours?: number | undefined
  policies: PolicyReason[]
  contentHash: string
}
export type Route = { steps: RouteStep[]; automatic: boolean }
type Published = ApprovalPolicy & { revision: number }

/** The steps that the policies ask for, in order; equal steps of several policies once, with all their reasons. */
export function routeFor(policies: readonly Published[], facts: Facts, sections: Sections): Route {
  const merged = new Map<string, RouteStep & { fields: string[] }>()
  let automatic = false
  for (const policy of policies) {
    if (!policy.active) continue
    const fired = evaluate(policy, facts)
    if (!fired) continue
    if (policy.automatic) automatic = true
    const reason = { code: policy.code, name: policy.name, why: policy.why, because: fired.because }
    for (const group of policy.groups) {
      for (const step of group.steps) {
        const key = JSON.stringify([group.order, step.approvers, step.needed])
        const known = merged.get(key)
        merged.set(key, {
          order: group.order,
          approvers: step.approvers,
          needed: step.needed,
          deadlineHours: shortest(known?.deadlineHours, step.deadlineHours),
          policies: [...(known?.policies ?? []), reason],
          fields: [...(known?.fields ?? []), ...fired.fields],
          contentHash: '',
        })
      }
    }
  }
  const steps = [...merged.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ fields, ...step }) => ({ ...step, contentHash: contentHash(fields, sections) }))
  return { steps, automatic: steps.length === 0 && automatic }
}

/** A policy whose condition cannot be read asks for its approval: doubt never lets a quote through. */
function evaluate(policy: Published, facts: Facts): { because: string[]; fields: string[] } | undefined {
  const compiled = compileCondition(policy.condition, approvalScope)
  if (!compiled.ok) {
    if (policy.automatic) return undefined
    return {
      because: [`its condition cannot be read: ${compiled.issues[0]?.message ?? 'unknown'}`],
      fields: [],
    }
  }
  const { value, because } = compiled.evaluate(facts)
  return value ? { because, fields: compiled.fields } : undefined
}

function shortest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.min(a, b)
}
