/** The own form of a model: JSON, checked when it is read. */
import { checkModel } from '../check-model.ts'
import type { Model } from '../model.ts'

export function exportJson(model: Model): string {
  return `${JSON.stringify(model, null, 2)}\n`
}

/** Reads a model; the error names the first mistakes by their places. */
export function importJson(text: string): Model {
  const model: unknown = JSON.parse(text)
  const mistakes = checkModel(model).filter((i) => i.severity === 'error')
  if (mistakes.length > 0) {
    throw new SyntaxError(
      mistakes
        .slice(0, 5)
        .map((i) => `${i.path}: ${i.message}`)
        .join('; '),
    )
  }
  // Checked just now.
  return model as Model
}
