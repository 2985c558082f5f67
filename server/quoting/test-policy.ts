import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import { hiddenIn, isShown, type Sight, shownFields } from '../../contract/sight.ts'
import { compileCondition } from '../../engines/expressions/index.ts'
import {
  approvalScope,
  askedPeople,
  type Facts,
  factsOfLately,
  fires,
  firesAnyhow,
  neededOf,
  whoMayNot,
} from '../approvals/index.ts'
import { sightOf } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'
import { editorsOf } from './history.ts'
import { getHead } from './read-quote.ts'
import { readVersion } from './store.ts'
import { readToApprove } from './submit-quote.ts'

/** What a policy would ask about a quote, and how often it would have asked lately; nothing is published or stored. */
export async function testPolicy(ctx: Context, database: object, policy: ApprovalPolicy, quoteId: string) {
  const head = await getHead(ctx, quoteId)
  const version = await readVersion(ctx.db, head)
  const { given, customer } = await readToApprove(ctx, ctx.db, database, head, version)
  const compiled = compileCondition(policy.condition, approvalScope)
  const sight = sightOf(ctx)
  const known = (facts: Facts) => shownFacts(sight, facts)
  const facts = known(given.facts)
  const fired = firesAnyhow(policy, facts, given.farther?.map(known) ?? [])
  const involved = [head.ownerId, ...(await editorsOf(ctx.db, head.id))]
  const ground = { ownerId: head.ownerId, involved, fields: given.quote.people }
  const steps = []
  for (const { order, steps: group } of [...policy.groups].sort((a, b) => a.order - b.order)) {
    for (const step of group) {
      const { asked, people } = await askedPeople(ctx.db, step.approvers, ground)
      steps.push({ order, asked, people, needed: neededOf(step.needed, people.length) })
    }
  }
  const lately = await factsOfLately(ctx.db, 200)
  return {
    quote: {
      id: head.id,
      number: head.number,
      customer: customer?.company,
      total: given.quote.total,
      currency: given.quote.currency,
    },
    fires: fired !== undefined,
    because: fired?.because ?? (compiled.ok ? compiled.evaluate(facts).because : []),
    issues: [
      ...(compiled.ok ? [] : compiled.issues.map((issue) => issue.message)),
      ...(await whoMayNot(ctx.db, policy)).map(({ message }) => message),
      ...leftOut(sight, policy),
    ],
    steps,
    facts: factsInWords(facts, compiled.ok ? compiled.fields : [], sight),
    lately: {
      quotes: lately.length,
      fires: lately.filter((each) => fires(policy, known(each)) !== undefined).length,
    },
  }
}

/** So that nobody finds a figure out that they may not see, by trying one limit after the other. */
function shownFacts(sight: Sight, facts: Facts): Facts {
  const { belowFloor } = facts
  return {
    ...shownFields(sight, facts),
    belowFloor: sight.floor && belowFloor,
    lines: facts.lines.map((line) => shownFields(sight, line)),
  }
}

/** What the condition speaks of and was not looked at. */
function leftOut(sight: Sight, { condition }: ApprovalPolicy): string[] {
  const hidden = hiddenIn(sight, JSON.stringify(condition))
  return hidden.length === 0 ? [] : [`Left out here, because you may not see it: ${hidden.join(', ')}.`]
}

/** What the condition speaks of first, then the rest; long lists shortened, and nothing its reader may not see. */
function factsInWords(facts: Facts, looked: readonly string[], sight: Sight) {
  return Object.entries(approvalScope)
    .filter(([field]) => field !== 'lines' && isShown(sight, field))
    .sort(([a], [b]) => Number(looked.includes(b)) - Number(looked.includes(a)))
    .map(([field, { label }]) => ({ field, label: label ?? field, value: words(valueAt(facts, field)) }))
}

function valueAt(facts: Facts, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], facts)
}

function words(value: unknown): string {
  if (value === undefined || value === '') return 'not known'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (!Array.isArray(value)) return String(value)
  if (value.length === 0) return 'none'
  return value.length > 10
    ? `${value.slice(0, 10).join(', ')} and ${value.length - 10} more`
    : value.join(', ')
}
