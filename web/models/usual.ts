import type { Default, Value } from '../../engines/configurator/model.ts'

/** What a variable is as long as nobody says otherwise; defaults under a condition are left alone. */
export const usualOf = (defaults: readonly Default[], variable: string): Value | undefined =>
  defaults.find((each) => each.variable === variable && each.when === undefined)?.value

export function withUsual(
  defaults: readonly Default[],
  variable: string,
  value: Value | undefined,
): Default[] {
  const at = defaults.findIndex((each) => each.variable === variable && each.when === undefined)
  if (value === undefined) return defaults.filter((_, index) => index !== at)
  const next = { variable, value }
  return at < 0 ? [...defaults, next] : defaults.map((each, index) => (index === at ? next : each))
}
