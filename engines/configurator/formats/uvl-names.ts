/** What the values of a model are called as features of UVL. */
import { lastIndex } from '../flat.ts'
import type { DecimalVariable, IntegerVariable, Model } from '../model.ts'
import { add, decimalText, multiply, rational, whole } from '../rational.ts'

/** More alternatives than these are no list any more. */
const MOST = 1000

export type Names = {
  root: string
  /** The attribute that says which number a feature stands for. */
  number: string
  option(variable: string, value: string): string
}

export function namesOf(model: Model): Names {
  const codes = new Set(model.variables.map((v) => v.code))
  const attributes = new Set(
    model.variables.flatMap((v) => {
      if (v.kind === 'choice') return v.options.flatMap((o) => Object.keys(o.attributes ?? {}))
      return v.kind === 'text' ? [] : Object.keys(v.attributes ?? {})
    }),
  )
  return {
    root: free('configuration', codes),
    number: free('number', attributes),
    option: (variable, value) => `${variable} = ${value}`,
  }
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  while (taken.has(name)) name += '_'
  return name
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', "'")}"`
}

/** All values of a number variable, in order. */
export function numbersOf(v: IntegerVariable | DecimalVariable): string[] {
  const [min, step] = [rational(v.min), rational(v.step ?? '1')]
  const last = lastIndex(min, rational(v.max), step)
  if (last >= MOST) throw new RangeError(`${v.code} has ${last + 1} values; UVL here has at most ${MOST}`)
  return Array.from({ length: last + 1 }, (_, k) => decimalText(add(min, multiply(step, whole(k)))))
}
