import type { z } from 'zod'
import type { listPrices } from '../../contract/pricing.ts'

/** A price as lists show it: with the revision it was published in. */
export type PriceRow = z.output<typeof listPrices.response>['items'][number]
