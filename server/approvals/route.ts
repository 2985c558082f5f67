import { createHash } from 'node:crypto'
import type { ApprovalPolicy, Approver } from '../../contract/approval-policies.ts'
import { compileCondition, type Reason } from '../../engines/expressions/index.ts'
import { type Cover, coverOf } from './cover.ts'
import { approvalScope, companyAmounts, type Facts, type Requirement, type Sections } from './facts.ts'
import { reasonsInWords } from './money-words.ts'

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

/** What asks for approvals: a policy that fires, or a price rule. */
type Demand = { reason: PolicyReason; groups: ApprovalPolicy['groups']; automatic: boolean }

/**
 * The steps that policies and price rules ask for, in order. A step that is asked for several times is asked once, with all
 * reasons, at the latest of its places: nobody decides before those whose word a policy wants to have first.
 */
export function routeFor(
  policies: readonly Published[],
  facts: Facts,
  sections: Sections,
  farther: readonly Facts[] = [],
): Route {
  const merged = new Map<string, RouteStep>()
  const demands = demandsOf(policies, facts, sections, farther)
  for (const { reason, groups } of demands) {
    for (const group of groups) {
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
  return { steps, automatic: steps.length === 0 && demands.some((demand) => demand.automatic) }
}

/** The codes of all that asks somebody about a quote with these facts. */
export function asking(
  policies: readonly Published[],
  facts: Facts,
  farther: readonly Facts[] = [],
): string[] {
  const asked = policies.filter(
    (policy) => policy.active && policy.groups.length > 0 && firesAnyhow(policy, facts, farther),
  )
  return [...asked.map((policy) => policy.code), ...requirementsOf(facts, farther).map(codeOf)]
}

function demandsOf(
  policies: readonly Published[],
  facts: Facts,
  sections: Sections,
  farther: readonly Facts[],
): Demand[] {
  const byPolicies = policies.flatMap((policy) => {
    const fired = policy.active ? firesAnyhow(policy, facts, farther) : undefined
    if (!fired) return []
    const { code, name, why, groups, automatic } = policy
    const cover = coverOf(policy.condition, fired.fields, sections)
    return [{ reason: { code, name, why, because: fired.because, cover }, groups, automatic }]
  })
  const byRules = requirementsOf(facts, farther).map((requirement) => demandOf(requirement, sections))
  return [...byPolicies, ...byRules]
}

/** A policy asks about what is offered, or else about what customers can make of it. */
export function firesAnyhow(policy: Published, facts: Facts, farther: readonly Facts[]) {
  const now = fires(policy, facts)
  if (now || policy.automatic) return now
  for (const chosen of farther) {
    const then = fires(policy, chosen)
    if (then) return { ...then, because: then.because.map((each) => `as the customer may choose, ${each}`) }
  }
  return undefined
}

/** Of price rules, each once. */
function requirementsOf(facts: Facts, farther: readonly Facts[]): Requirement[] {
  const all = [facts, ...farther].flatMap((each) => each.requirements ?? [])
  return [...new Map(all.toReversed().map((each) => [each.rule, each])).values()].toReversed()
}

/** A price rule asks the owner's manager, or the role it names, about the goods it saw. */
function demandOf(requirement: Requirement, sections: Sections): Demand {
  const { name, why, because, role } = requirement
  const code = codeOf(requirement)
  const cover = coverOf({ field: 'products', op: 'contains', value: code }, ['products'], sections)
  const approver: Approver = role === undefined ? { type: 'manager', level: 1 } : { type: 'role', role }
  return {
    reason: { code, name, why, because, cover },
    groups: [{ order: 1, steps: [{ approvers: [approver], needed: 'any' }] }],
    automatic: false,
  }
}

/** No policy has such a code: theirs hold no colon. */
const codeOf = ({ rule }: Requirement) => `RULE:${rule}`

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
  const outcome = compiled.evaluate(facts)
  if (!outcome.value) return undefined
  return { because: reasonsInWords(outcome, facts.companyCurrency), fields, why: outcome.why }
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
