import type { PriceModel } from '../types.ts'
import { block } from './block.ts'
import { firstAndAdditional } from './first-and-additional.ts'
import { flat } from './flat.ts'
import { graduated } from './graduated.ts'
import { packageModel } from './package.ts'
import { perUnit } from './per-unit.ts'
import { percentage } from './percentage.ts'
import type { Model } from './result.ts'
import { volume } from './volume.ts'

export type { Model, ModelInput, ModelResult, Part } from './result.ts'

/** How a quantity becomes an amount. PERCENT_OF_TOTAL needs the other lines and has a step of its own. */
export const models: Record<Exclude<PriceModel, 'PERCENT_OF_TOTAL'>, Model> = {
  PER_UNIT: perUnit,
  FLAT: flat,
  GRADUATED: graduated,
  VOLUME: volume,
  BLOCK: block,
  PACKAGE: packageModel,
  PERCENTAGE: percentage,
  FIRST_AND_ADDITIONAL: firstAndAdditional,
}
