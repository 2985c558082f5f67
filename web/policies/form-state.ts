import type { ApprovalPolicy, Approver } from '../../contract/approval-policies.ts'
import { compileCondition, type Scope, toJson } from '../../engines/expressions/index.ts'
import { conditionWords } from './words.ts'

/** The form as it is filled in; it becomes a policy when it is saved. */
export type StepForm = {
  approvers: Approver[]
  needed: 'any' | 'all' | 'some'
  count: string
  remindHours: string
  deadlineHours: string
  escalateTo: Approver | undefined
}
export type PolicyForm = {
  code: string
  name: string
  why: string
  text: string
  automatic: boolean
  active: boolean
  groups: StepForm[][]
}

export const emptyStep: StepForm = {
  approvers: [{ type: 'manager', level: 1 }],
  needed: 'any',
  count: '2',
  remindHours: '24',
  deadlineHours: '48',
  escalateTo: undefined,
}

export const emptyForm: PolicyForm = {
  code: '',
  name: '',
  why: '',
  text: '',
  automatic: false,
  active: true,
  groups: [[emptyStep]],
}

export function formOf(policy: ApprovalPolicy): PolicyForm {
  return {
    code: policy.code,
    name: policy.name,
    why: policy.why,
    text: conditionWords(policy.condition),
    automatic: policy.automatic,
    active: policy.active,
    groups: [...policy.groups]
      .sort((a, b) => a.order - b.order)
      .map((group) =>
        group.steps.map((step) => ({
          approvers: step.approvers,
          needed: typeof step.needed === 'number' ? 'some' : step.needed,
          count: typeof step.needed === 'number' ? String(step.needed) : '2',
          remindHours: step.remindHours === undefined ? '' : String(step.remindHours),
          deadlineHours: step.deadlineHours === undefined ? '' : String(step.deadlineHours),
          escalateTo: step.escalateTo,
        })),
      ),
  }
}

/** The policy the form stands for; `orders` are those of the policy it began as, which others' steps fit in between. */
export function policyOf(form: PolicyForm, orders: readonly number[] = []): ApprovalPolicy {
  const read = toJson(form.text)
  return {
    code: form.code,
    name: form.name.trim(),
    why: form.why.trim(),
    condition: read.ok ? read.condition : { expression: form.text },
    automatic: form.automatic,
    active: form.active,
    groups: form.automatic
      ? []
      : form.groups.map((steps, index) => ({
          order: orders[index] ?? (orders.at(-1) ?? 0) + 1 + index - orders.length,
          steps: steps.map((step) => ({
            approvers: step.approvers,
            needed: step.needed === 'some' ? Number(step.count) : step.needed,
            ...(step.remindHours !== '' && { remindHours: Number(step.remindHours) }),
            ...(step.deadlineHours !== '' && { deadlineHours: Number(step.deadlineHours) }),
            ...(step.escalateTo && { escalateTo: step.escalateTo }),
          })),
        })),
  }
}

/** What is wrong with a condition, in a sentence; nothing when it can be read. */
export function mistakeIn(text: string, scope: Scope): string | undefined {
  if (text.trim() === '') return 'Say when the policy asks.'
  const compiled = compileCondition({ expression: text }, scope)
  if (compiled.ok) return undefined
  const [issue] = compiled.issues
  return issue ? `${issue.message}${issue.suggestion ? ` ${issue.suggestion}` : ''}` : 'It cannot be read.'
}
