import { createContext, useContext } from 'react'
import type { VariableDomain } from '../../engines/configurator/index.ts'
import type { ListPrices } from './list-prices.ts'
import type { Names } from './sections.ts'
import type { Configuring } from './use-configuration.ts'
import type { StockOf } from './use-stock.ts'

/** What every field of the configurator needs. */
export type Form = {
  configuring: Configuring
  names: Names
  prices: ListPrices
  stock: StockOf
  currency: string
  /** A finalized quote: to look at. */
  readOnly: boolean
  domainOf: (path: string) => VariableDomain | undefined
  /** What holds now: decided, forced, or filled in by the model's defaults. */
  valueOf: (path: string) => string | boolean | undefined
}

export const FormContext = createContext<Form | null>(null)

export function useForm(): Form {
  const form = useContext(FormContext)
  if (!form) throw new Error('There is no configuration around this component')
  return form
}
