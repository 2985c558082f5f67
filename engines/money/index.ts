export { type Currency, cashSteps, findCurrency, minorUnits } from './currency.ts'
export {
  absolute,
  add,
  compare,
  decimal,
  divide,
  type Exact,
  equals,
  fraction,
  hundred,
  isZero,
  larger,
  multiply,
  negate,
  one,
  percentOf,
  powerOfTen,
  ratio,
  signOf,
  smaller,
  subtract,
  sum,
  wholeAbove,
  wholeBelow,
  zero,
} from './exact.ts'
export {
  type RoundingMode,
  round,
  roundingModes,
  roundQuotient,
  roundToStep,
  roundToUnits,
} from './rounding.ts'
export { type Shares, shareOut, shareOutDecimals, wholeWeights } from './share.ts'
export { exact, parseDecimal, parseExact, place, toPlaces, toText } from './text.ts'
