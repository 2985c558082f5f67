/** The face of pricing: what things cost, and why. */
export { giveBackCodes, holdCodes } from './discount-uses.ts'
export { putExchangeRates } from './exchange-rates.ts'
export { hideCostsOfPriced, isSecret, secretIssue, secretOfLine, secretOfPriced } from './hide-costs.ts'
export { priceBookOf } from './price-book-of.ts'
export { readPriceContext, withoutCosts } from './price-context.ts'
export { registerPricing } from './routes.ts'
export { waterfallRows } from './waterfall-rows.ts'
