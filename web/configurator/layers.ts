import type { Model, Option } from '../../engines/configurator/index.ts'
import type { Form } from './context.ts'

/** Pictures of what is chosen, in the order of the model, to be laid over each other: all have the same frame. */
export function layersOf(model: Model, valueOf: Form['valueOf']): string[] {
  return model.variables.flatMap((variable) => {
    const value = valueOf(variable.code)
    if (variable.kind === 'choice') return chosen(variable.options, value)?.layer ?? []
    return variable.kind === 'boolean' && value === true && variable.layer ? [variable.layer] : []
  })
}

const chosen = (options: readonly Option[], value: string | boolean | undefined) =>
  options.find((option) => option.code === value)
