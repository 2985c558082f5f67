import { facts, scope } from '../../../engines/expressions/fixture.ts'
import { compileCondition, compileFormula } from '../../../engines/expressions/index.ts'

const rounds = 5
const each = 30_000

/** Answers a second on one core, the best of some rounds: a condition of two comparisons, and a formula with rounding. */
export function expressionsPerSecond(): Record<string, number> {
  const condition = compileCondition(
    {
      operator: 'and',
      conditions: [
        { field: 'quantity', op: 'gte', value: 10 },
        { field: 'productSku', op: 'eq', value: 'BIKE-RACE' },
      ],
    },
    scope,
  )
  const formula = compileFormula('round(listPrice * (100 - discount) * weight, 2)', scope, 'money')
  if (!condition.ok || !formula.ok) throw new Error('An expression of the benchmark does not compile')
  return {
    'pricing.conditions.perSecond': bestRate(() => condition.evaluate(facts)),
    'pricing.formulas.perSecond': bestRate(() => formula.evaluate(facts)),
  }
}

function bestRate(run: () => unknown): number {
  const rates = Array.from({ length: rounds }, () => {
    const start = process.cpuUsage()
    for (let count = 0; count < each; count++) run()
    const { user, system } = process.cpuUsage(start)
    return (each * 1e6) / (user + system)
  })
  return Math.max(...rates)
}
