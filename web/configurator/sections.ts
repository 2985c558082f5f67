import type { ComponentSlot, Group, Model, Value, Variable } from '../../engines/configurator/index.ts'

/** A part of the form: its heading, what is asked there, parts within it. */
export type Section = { key: string; label: string; help?: string; items: Item[]; sections: Section[] }
export type Item =
  | { kind: 'variable'; path: string; variable: Variable }
  | { kind: 'slot'; path: string; slot: ComponentSlot; model: Model | undefined }

/**
 * What to ask in which order: the model's groups, then whatever they leave out. `prefix` is the place of a component,
 * such as "drive[0].". Hidden variables are never asked.
 */
export function sectionsOf(model: Model, prefix = '', shared: Record<string, Model> = {}): Section[] {
  const models = { ...shared, ...model.models }
  const items = new Map<string, Item>()
  for (const variable of model.variables) {
    if (!variable.hidden)
      items.set(variable.code, { kind: 'variable', path: prefix + variable.code, variable })
  }
  for (const slot of model.components ?? []) {
    items.set(slot.code, { kind: 'slot', path: prefix + slot.code, slot, model: models[slot.model] })
  }
  const taken = new Set<string>()
  const ofGroup = (group: Group): Section => ({
    key: prefix + group.code,
    label: group.label ?? group.code,
    ...(group.help && { help: group.help }),
    items: group.members.flatMap((code) => {
      const item = items.get(code)
      if (!item || taken.has(code)) return []
      taken.add(code)
      return [item]
    }),
    sections: (group.groups ?? []).map(ofGroup),
  })
  const sections = (model.groups ?? []).map(ofGroup)
  const rest = [...items].filter(([code]) => !taken.has(code)).map(([, item]) => item)
  if (rest.length > 0) {
    const label = sections.length === 0 ? (model.label ?? 'Options') : 'More'
    sections.push({ key: `${prefix}+`, label, items: rest, sections: [] })
  }
  return sections.filter(hasContent)
}

/** How values read: what variables and their options are called, also inside components. */
export function namesOf(model: Model, productName: (code: string) => string | undefined) {
  const find = (path: string): { variable?: Variable; slot?: ComponentSlot; place: string } => {
    let here: Model | undefined = model
    let models = { ...model.models }
    const place: string[] = []
    const steps = path.split('.')
    for (const [index, step] of steps.entries()) {
      const [, code = step, at] = /^(.*?)\[(\d+)\]$/.exec(step) ?? []
      if (index === steps.length - 1 && at === undefined) {
        const variable = here?.variables.find((one) => one.code === code)
        const slot = here?.components?.find((one) => one.code === code)
        return { ...(variable && { variable }), ...(slot && { slot }), place: place.join(', ') }
      }
      const slot: ComponentSlot | undefined = here?.components?.find((one) => one.code === code)
      place.push(`${slot?.label ?? code} ${Number(at) + 1}`)
      here = slot && models[slot.model]
      models = { ...models, ...here?.models }
    }
    return { place: '' }
  }
  const variable = (path: string): string => {
    const found = find(path)
    const own = found.variable?.label ?? found.slot?.label ?? path
    return found.place ? `${found.place}: ${own}` : own
  }
  const value = (path: string, of: Value): string => {
    const found = find(path).variable
    if (of === true) return 'yes'
    if (of === false) return 'no'
    if (found?.kind === 'choice') {
      const option = found.options.find((one) => one.code === of)
      return option?.label ?? (option?.product && productName(option.product)) ?? of
    }
    return found?.unit ? `${of} ${found.unit}` : of
  }
  return { variable, value }
}
export type Names = ReturnType<typeof namesOf>

/** Every product an option or component can bring along. */
export function productsOf(model: Model): string[] {
  const codes = new Set<string>()
  const collect = (of: Model) => {
    for (const variable of of.variables) {
      if ('product' in variable && variable.product) codes.add(variable.product)
      if (variable.kind === 'choice')
        for (const option of variable.options) if (option.product) codes.add(option.product)
    }
    for (const slot of of.components ?? []) if (slot.product) codes.add(slot.product)
    for (const inner of Object.values(of.models ?? {})) collect(inner)
  }
  collect(model)
  return [...codes]
}

/** So many questions are shown at once; more make a page slow and nobody reads them. */
const most = 150

/** The questions whose name holds what is looked for, as many as can be shown, and how many more there are. */
export function withinReach(sections: Section[], wanted: string): { sections: Section[]; more: number } {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  let left = most
  let more = 0
  const take = (item: Item) => {
    if (!words.every((word) => labelOf(item).toLowerCase().includes(word))) return false
    if (left-- > 0) return true
    more++
    return false
  }
  const within = (section: Section): Section => ({
    ...section,
    items: section.items.filter(take),
    sections: section.sections.map(within),
  })
  return { sections: sections.map(within).filter(hasContent), more }
}

function labelOf(item: Item): string {
  const named = item.kind === 'slot' ? item.slot : item.variable
  return `${named.label ?? ''} ${named.code}`
}

function hasContent(section: Section): boolean {
  return section.items.length > 0 || section.sections.some(hasContent)
}
