/** Looks for mistakes in a model: each issue points to its place and says what would be right. */
import type { Issue } from './answers.ts'
import { checkCondition } from './check-conditions.ts'
import { checkSlots, checkVariables } from './check-variables.ts'
import { flatten, INSTANCES, LEVELS } from './flat.ts'
import type { Model } from './model.ts'

export type Report = (path: string, code: string, message: string, severity?: Issue['severity']) => void

/** All mistakes found; a model without errors can be compiled. Takes anything, as it comes from a file. */
export function checkModel(model: unknown): Issue[] {
  const issues: Issue[] = []
  const report: Report = (path, code, message, severity = 'error') => {
    if (issues.length < 200) issues.push({ code: `model.${code}`, severity, path, message })
  }
  if (!isRecord(model)) {
    report('', 'shape', 'A model is an object with a code and variables')
    return issues
  }
  checkShape(model, '', report)
  if (issues.length > 0) return issues
  const whole = model as unknown as Model
  checkNesting(whole, report)
  if (issues.some((i) => i.severity === 'error')) return issues
  checkParts(whole, '', report)
  if (issues.some((i) => i.severity === 'error')) return issues
  checkReferences(whole, report)
  return issues
}

export function isRecord(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x)
}

/** The lists are lists, of objects with codes; the codes of one model differ. */
function checkShape(model: Record<string, unknown>, path: string, report: Report, depth = 0): void {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  if (typeof model.code !== 'string' || model.code === '') report(at('code'), 'shape', 'A model needs a code')
  const used = new Map<string, string>()
  for (const name of ['variables', 'components', 'constraints', 'totals'] as const) {
    const list = model[name]
    if (list === undefined && name !== 'variables') continue
    if (!Array.isArray(list)) {
      report(at(name), 'shape', `${name} is a list`)
      continue
    }
    const seen = name === 'constraints' || name === 'totals' ? new Map<string, string>() : used
    list.forEach((item, i) => {
      const place = `${at(name)}[${i}]`
      if (!isRecord(item) || typeof item.code !== 'string' || item.code === '' || item.code.length > 500) {
        report(place, 'shape', 'Needs a code of 1 to 500 characters')
        return
      }
      if (seen.has(item.code))
        report(`${place}.code`, 'duplicate', `${item.code} is also the code of ${seen.get(item.code)}`)
      seen.set(item.code, place)
    })
  }
  for (const name of ['defaults', 'preferences', 'groups'] as const) {
    if (model[name] !== undefined && !(Array.isArray(model[name]) && model[name].every(isRecord))) {
      report(at(name), 'shape', `${name} is a list of objects`)
    }
  }
  if (model.models === undefined) return
  if (!isRecord(model.models)) return report(at('models'), 'shape', 'models maps codes to models')
  if (depth > LEVELS) return report(at('models'), 'too-deep', `Components nest at most ${LEVELS} levels deep`)
  for (const [code, inner] of Object.entries(model.models)) {
    const place = `${at('models')}.${code}`
    if (isRecord(inner)) checkShape(inner, place, report, depth + 1)
    else report(place, 'shape', 'A model is an object with a code and variables')
  }
}

/** Slots refer to models that exist, not to themselves, and not to more instances than can be written out. */
function checkNesting(model: Model, report: Report): void {
  let instances = 0
  const walk = (m: Model, known: Record<string, Model>, path: string, trail: string[], times: number) => {
    const models = { ...known, ...m.models }
    checkSlots(m, path, report)
    for (const [i, slot] of (m.components ?? []).entries()) {
      const place = `${path === '' ? '' : `${path}.`}components[${i}]`
      const inner = models[slot.model]
      if (!inner) {
        report(
          `${place}.model`,
          'unknown',
          `There is no model ${slot.model}; known are: ${names(Object.keys(models))}`,
        )
        continue
      }
      if (trail.includes(slot.model)) {
        report(
          `${place}.model`,
          'cycle',
          `${[...trail, slot.model].join(' holds ')}: a component cannot hold itself`,
        )
        continue
      }
      if (trail.length >= LEVELS) {
        report(place, 'too-deep', `Components nest at most ${LEVELS} levels deep`)
        continue
      }
      const max = Number.isSafeInteger(slot.max) && slot.max >= 0 ? slot.max : 0
      instances += times * max
      if (instances > INSTANCES) {
        report(
          `${place}.max`,
          'too-large',
          `Up to ${max} instances make ${instances} in all; a model has at most ${INSTANCES}`,
        )
        instances = 0
        continue
      }
      walk(inner, models, `models.${slot.model}`, [...trail, slot.model], times * max)
    }
  }
  walk(model, {}, '', [], 1)
}

/** Variables of every model, and constraints where all names are known. */
function checkParts(model: Model, path: string, report: Report): void {
  checkVariables(model, path, report)
  for (const [code, inner] of Object.entries(model.models ?? {})) {
    checkParts(inner, `${path === '' ? '' : `${path}.`}models.${code}`, report)
  }
}

/** Names in constraints, defaults, preferences, totals and groups; each model of a component once. */
function checkReferences(model: Model, report: Report): void {
  const flat = flatten(model)
  const done = new Set<Model>()
  const where = new Map<Model, string>([[model, '']])
  const place = (m: Model, path: string) => {
    for (const [code, inner] of Object.entries(m.models ?? {})) {
      const at = `${path}models.${code}.`
      if (!where.has(inner)) where.set(inner, at)
      place(inner, at)
    }
  }
  place(model, '')
  for (const c of flat.constraints) {
    const index = c.scope.model.constraints!.indexOf(c.constraint)
    if (index === 0 && done.has(c.scope.model)) continue
    if (index === 0) done.add(c.scope.model)
    const at = `${where.get(c.scope.model) ?? ''}constraints[${index}]`
    if (typeof c.constraint.sentence !== 'string' || c.constraint.sentence === '') {
      report(`${at}.sentence`, 'shape', 'A constraint needs a sentence that tells people what it says')
    }
    if (c.constraint.when !== undefined)
      checkCondition(flat, c.constraint.when, c.scope, `${at}.when`, report)
    checkCondition(flat, c.constraint.rule, c.scope, `${at}.rule`, report)
  }
  checkWishes(model, flat, report)
}

function checkWishes(model: Model, flat: ReturnType<typeof flatten>, report: Report): void {
  model.defaults?.forEach((d, i) => {
    checkCondition(flat, ['is', d.variable, d.value], flat.scope, `defaults[${i}]`, report)
    if (d.when !== undefined) checkCondition(flat, d.when, flat.scope, `defaults[${i}].when`, report)
  })
  model.preferences?.forEach((p, i) => {
    const at = `preferences[${i}]`
    if ('prefer' in p) {
      checkCondition(flat, p.prefer, flat.scope, `${at}.prefer`, report)
      if (p.when !== undefined) checkCondition(flat, p.when, flat.scope, `${at}.when`, report)
    } else if ('minimize' in p)
      checkCondition(flat, ['=', p.minimize, '0'], flat.scope, `${at}.minimize`, report)
    else if ('maximize' in p)
      checkCondition(flat, ['=', p.maximize, '0'], flat.scope, `${at}.maximize`, report)
    else report(at, 'shape', 'A preference says prefer, minimize or maximize')
  })
  model.totals?.forEach((t, i) => {
    checkCondition(flat, ['=', t.value, '0'], flat.scope, `totals[${i}].value`, report)
  })
  const own = new Set([...model.variables.map((v) => v.code), ...(model.components ?? []).map((s) => s.code)])
  model.groups?.forEach((g, i) => {
    g.members?.forEach((m, k) => {
      if (!own.has(m))
        report(
          `groups[${i}].members[${k}]`,
          'unknown',
          `${m} is no variable or slot of this model`,
          'warning',
        )
    })
  })
}

/** A few names, for a message. */
export function names(list: string[]): string {
  if (list.length === 0) return 'none'
  return list.length > 8 ? `${list.slice(0, 8).join(', ')} …` : list.join(', ')
}
