/** The face of pricing: what things cost, and why. */
export { giveBackCodes, holdCodes } from './discount-uses.ts'
export { putExchangeRates } from './exchange-rates.ts'
export { isSecret, secretOfLine, secretOfPriced, shownContext, shownPriced } from './hide-figures.ts'
export { priceBookOf } from './price-book-of.ts'
export { readPriceContext } from './price-context.ts'
export { registerPricing } from './routes.ts'
export { waterfallRows } from './waterfall-rows.ts'
