import {
  type CompiledModel,
  type Configuration,
  type Decision,
  type Issue,
  type Part,
  partsOf,
  startSession,
} from '../../engines/configurator/index.ts'
import type { Model, Option, Value } from '../../engines/configurator/model.ts'

/** What decisions come to: the whole configuration, what it consists of, and what is wrong with it. */
export type Configured = {
  configuration: Configuration
  parts: Part[]
  /** The choices in words, for people: "Processor: Xeon w5". */
  choices: { label: string; value: string }[]
  issues: Issue[]
}

/** Completes decisions by defaults and preferences; decisions that do not hold are left out and reported. */
export function configure(model: CompiledModel, decisions: readonly Decision[]): Configured {
  const session = startSession(model, [...decisions])
  const { configuration } = session.complete()
  const dropped: Issue[] = session.dropped.map((each) => ({
    code: `configuration.${each.reason}`,
    severity: 'error',
    path: each.decision.variable,
    message: each.message,
  }))
  return {
    configuration,
    parts: partsOf(model, configuration),
    choices: choicesOf(model.model, configuration),
    issues: [...dropped, ...session.check(configuration).issues],
  }
}

/** Where in a model: its path, what people call that, and the models its slots refer to. */
type Place = { path: string; label: string; models: Record<string, Model> }

function choicesOf(
  model: Model,
  { values }: Configuration,
  { path, label, models }: Place = { path: '', label: '', models: model.models ?? {} },
): Configured['choices'] {
  const own = model.variables.flatMap((variable) => {
    const value = values[path + variable.code]
    if (variable.hidden || value === undefined || value === false || value === '') return []
    const option =
      variable.kind === 'choice' ? variable.options.find((each) => each.code === value) : undefined
    if (option && standsForNothing(option)) return []
    return [{ label: label + (variable.label ?? variable.code), value: shown(value, option, variable.unit) }]
  })
  const inside = (model.components ?? []).flatMap((slot) => {
    const part = models[slot.model]
    const count = part ? Number(values[path + slot.code] ?? 0) : 0 // instances, a few hundred at most
    return Array.from({ length: count }, (_, at) =>
      choicesOf(
        part as Model,
        { values },
        {
          path: `${path}${slot.code}[${at}].`,
          label: `${label}${slot.label ?? slot.code}${slot.max > 1 ? ` ${at + 1}` : ''}, `,
          models: { ...models, ...part?.models },
        },
      ),
    ).flat()
  })
  return [...own, ...inside]
}

const standsForNothing = (option: Option) => option.product === undefined && option.code === 'none'

function shown(value: Value, option: Option | undefined, unit: string | undefined): string {
  if (value === true) return 'Yes'
  const text = option ? (option.label ?? option.code) : String(value)
  return unit && !option ? `${text} ${unit}` : text
}
