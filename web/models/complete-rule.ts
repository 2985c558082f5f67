import type { Model } from '../../engines/configurator/model.ts'
import type { Suggestion } from '../rules/expression-input.tsx'
import { ruleFunctions } from './rule-functions.ts'
import { lookUp, namesIn } from './rule-names.ts'

/** What could stand at the caret: options where a comparison waits for one, else names and functions. */
export function completeRule(model: Model, text: string, offset: number): Suggestion[] {
  const before = text.slice(0, offset)
  const options = optionsAt(model, before, offset)
  if (options) return options
  const typed = /[\w`.[\]-]*$/.exec(before)?.[0] ?? ''
  if (typed === '' && before !== '' && !/[\s(,]$/.test(before)) return []
  if (/^\d/.test(typed)) return []
  const fits = ({ name }: { name: string }) => {
    const plain = name.replaceAll('`', '').toLowerCase()
    return plain.startsWith(typed.replaceAll('`', '').toLowerCase()) && name !== typed
  }
  return [...namesIn(model), ...(typed === '' ? [] : ruleFunctions)].filter(fits).map(({ name, detail }) => ({
    label: name,
    insert: name,
    detail,
    from: offset - typed.length,
    to: offset,
  }))
}

/** After `cooling ==` and `cooling in [` the options of the choice. */
function optionsAt(model: Model, before: string, offset: number): Suggestion[] | undefined {
  const found = /([\w`.[\]-]+)\s*(?:==|!=|\bin\s*\[(?:[^\]]*,)?)\s*("?)([^"\s]*)$/.exec(before)
  if (!found) return undefined
  const [, name = '', quote = '', typed = ''] = found
  const named = lookUp(model, name.replaceAll('`', '').split('.'))
  if (named?.kind !== 'variable' || named.variable.kind !== 'choice') return undefined
  const from = offset - typed.length - quote.length
  return named.variable.options
    .filter(({ code, label }) =>
      [code, label].some((each) => each?.toLowerCase().startsWith(typed.toLowerCase())),
    )
    .map(({ code, label }) => ({
      label: code,
      insert: JSON.stringify(code),
      detail: label,
      from,
      to: offset,
    }))
}
