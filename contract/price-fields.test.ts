import { describe, expectTypeOf, it } from 'vitest'
import type * as engine from '../engines/pricer/types.ts'
import type { Discount, PriceRule, Surcharge, Tax } from './price-rules.ts'
import type { ContractPrice, Price, PriceBook } from './prices.ts'

/** Fields the pricer reads that the API does not take. */
type Missing<Engine, Api> = Exclude<keyof Engine, keyof Api>

describe('what the pricer can do can be said through the API', () => {
  it('of every kind of row, each field', () => {
    expectTypeOf<Missing<engine.Price, Price>>().toBeNever()
    expectTypeOf<Missing<engine.PriceBook, PriceBook>>().toBeNever()
    expectTypeOf<Missing<engine.PriceRule, PriceRule>>().toBeNever()
    expectTypeOf<Missing<engine.Discount, Discount>>().toBeNever()
    expectTypeOf<Missing<engine.ContractPrice, ContractPrice>>().toBeNever()
    expectTypeOf<Missing<engine.Surcharge, Surcharge>>().toBeNever()
    expectTypeOf<Missing<engine.Tax, Tax>>().toBeNever()
    expectTypeOf<Missing<engine.Tier, NonNullable<Price['tiers']>[number]>>().toBeNever()
  })

  it('and each model, kind and type', () => {
    expectTypeOf<Price['model']>().toEqualTypeOf<engine.PriceModel>()
    expectTypeOf<Discount['type']>().toEqualTypeOf<engine.Discount['type']>()
    expectTypeOf<PriceRule['kind']>().toEqualTypeOf<engine.PriceRule['kind']>()
    expectTypeOf<Surcharge['type']>().toEqualTypeOf<engine.Surcharge['type']>()
    expectTypeOf<Tax['type']>().toEqualTypeOf<engine.Tax['type']>()
  })
})
