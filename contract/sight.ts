import type { Permission } from './permissions.ts'

/**
 * Figures a company may keep from its own people, each behind a right of its own. A target belongs to the floor: both
 * say how low a price may go.
 */
export const figureRights = {
  cost: 'costs.read',
  margin: 'margins.read',
  floor: 'floors.read',
} as const satisfies Record<string, Permission>
export type Figure = keyof typeof figureRights
export const figures = Object.keys(figureRights) as Figure[]

/** Which of the figures somebody sees. */
export type Sight = Readonly<Record<Figure, boolean>>
export const everything: Sight = { cost: true, margin: true, floor: true }

export function sightBy(may: (right: Permission) => boolean): Sight {
  return {
    cost: may(figureRights.cost),
    margin: may(figureRights.margin),
    floor: may(figureRights.floor),
  }
}

export const seesAll = (sight: Sight) => figures.every((figure) => sight[figure])

const fields: Readonly<Record<string, Figure>> = {
  cost: 'cost',
  margin: 'margin',
  marginPercent: 'margin',
  minLineMarginPercent: 'margin',
  floor: 'floor',
  target: 'floor',
  belowFloor: 'floor',
}

/** Whether a field with this name is nothing the reader may not see. */
export function isShown(sight: Sight, field: string): boolean {
  const figure = fields[field]
  return figure === undefined || sight[figure]
}

/** A thing without the fields its reader may not see. */
export function shownFields<Thing extends object>(sight: Sight, thing: Thing): Thing {
  if (seesAll(sight)) return thing
  return Object.fromEntries(Object.entries(thing).filter(([field]) => isShown(sight, field))) as Thing
}

const words: Readonly<Record<Figure, RegExp>> = { cost: /cost/i, margin: /margin/i, floor: /floor/i }

/** Whether a sentence, or the code of an issue, names no figure that its reader may not see. */
export function maySay(sight: Sight, text: string): boolean {
  return hiddenIn(sight, text).length === 0
}

/** The figures a text names that its reader may not see. */
export const hiddenIn = (sight: Sight, text: string): Figure[] =>
  figures.filter((figure) => !sight[figure] && words[figure].test(text))
