/** The documented slow sample of a large vendor's configurator: exact decimals, a quotient, a product. For tests and benchmarks. */
import type { Decision, Model } from './index.ts'

export const vendorSample: Model = {
  code: 'charging-cart',
  variables: [
    { kind: 'integer', code: 'laptops', min: '1', max: '9999' },
    { kind: 'decimal', code: 'power', min: '0.00', max: '500.00', step: '0.01' },
    { kind: 'integer', code: 'amps', min: '1', max: '5' },
  ],
  constraints: [
    {
      code: 'volts',
      sentence: 'All laptops together need more than 110 volts.',
      rule: ['>', ['*', ['/', ['variable', 'power'], ['variable', 'amps']], ['variable', 'laptops']], '110'],
    },
  ],
}

/** In the order of the sample. */
export const vendorDecisions: Decision[] = [
  { variable: 'power', value: '60.00' },
  { variable: 'amps', value: '3' },
]
