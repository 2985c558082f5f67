import { type Article, articles } from './entry.ts'

const family = {
  categories: ['memory', 'components', 'hardware'],
  cost: '0.80',
  unit: 'module',
  taxCategory: 'GOODS',
}

type Kind = 'UDIMM' | 'ECC UDIMM' | 'ECC SO-DIMM' | 'SO-DIMM' | 'RDIMM'

function module(code: string, kind: Kind, gb: string, euro: string): Article {
  const ecc = kind.startsWith('ECC') || kind === 'RDIMM' ? '1' : '0'
  const name = `Memory ${gb} GB DDR5 ${kind}${kind === 'RDIMM' ? ', ECC' : ''}`
  return [code, name, euro, { weight: '0.05', attributes: { kind, gb, ecc } }]
}

export const memory = articles(family, [
  module('MEM-S16', 'SO-DIMM', '16', '69.00'),
  module('MEM-S32', 'SO-DIMM', '32', '129.00'),
  module('MEM-SE32', 'ECC SO-DIMM', '32', '179.00'),
  module('MEM-U16', 'UDIMM', '16', '72.00'),
  module('MEM-U32', 'UDIMM', '32', '138.00'),
  module('MEM-U48', 'UDIMM', '48', '209.00'),
  module('MEM-UE16', 'ECC UDIMM', '16', '96.00'),
  module('MEM-UE32', 'ECC UDIMM', '32', '184.00'),
  module('MEM-UE48', 'ECC UDIMM', '48', '274.00'),
  module('MEM-R16', 'RDIMM', '16', '124.00'),
  module('MEM-R32', 'RDIMM', '32', '229.00'),
  module('MEM-R64', 'RDIMM', '64', '419.00'),
  module('MEM-R96', 'RDIMM', '96', '649.00'),
  module('MEM-R128', 'RDIMM', '128', '989.00'),
])
