import type {
  Condition,
  Constraint,
  Default,
  NumberExpression,
  Variable,
} from '../../engines/configurator/index.ts'
import { choice, count, countOf, extra, none, option, rule, several, total } from './building-blocks.ts'

/** What servers have in common: memory by the module, licences by the core, redundant power, a rack around them. */

const modules = ['mem16', 'mem32', 'mem64', 'mem96', 'mem128']

/** One count for each size of module; they are fitted in pairs and not mixed. */
export function memoryVariables(max: number): Variable[] {
  const products = ['MEM-R16', 'MEM-R32', 'MEM-R64', 'MEM-R96', 'MEM-R128']
  return products.map((product, index) => count(modules[index] ?? '', product, max, { step: '2' }))
}

export const memoryMembers = modules
export const memoryDefaults: Default[] = [
  { variable: 'mem32', value: '8' },
  ...modules.filter((code) => code !== 'mem32').map((variable) => ({ variable, value: '0' })),
]

/** Rules of memory, for a number of processors that may depend on a choice. */
export function memoryRules(processors: NumberExpression, slotsEach: string): Constraint[] {
  return [
    rule('memory-one-size', 'All memory modules must be of one size.', [
      'exactly',
      1,
      ...modules.map((code): Condition => ['>', ['variable', code], '0']),
    ]),
    rule('memory-slots', `There are ${slotsEach} memory slots for each processor.`, [
      '<=',
      countOf(modules),
      ['*', slotsEach, processors],
    ]),
    rule('memory-capacity', 'A processor can address 1,536 GB of memory.', [
      '<=',
      total('gb', modules),
      ['*', '1536', processors],
    ]),
  ]
}

/** The server operating system is licensed by the core, in packs of two, for sixteen cores at least. */
export const licences: Variable[] = [
  choice('os', 'Operating system', [
    none('No operating system'),
    option('OS-LINUX-SRV'),
    { code: 'standard', label: 'Server operating system, standard edition' },
    { code: 'datacenter', label: 'Server operating system, datacenter edition' },
  ]),
  count('packsStandard', 'OS-SRV-STD-2C', 128, { hidden: true }),
  count('packsDatacenter', 'OS-SRV-DC-2C', 128, { hidden: true }),
  count('users', 'CAL-USER', 500, { label: 'Access licences for users', unit: 'users' }),
]
export const licenceMembers = ['os', 'packsStandard', 'packsDatacenter', 'users']
export const licenceDefaults: Default[] = [
  { variable: 'os', value: 'OS-LINUX-SRV' },
  { variable: 'users', value: '0' },
]

export function licenceRules(cores: NumberExpression): Constraint[] {
  const licensed = (edition: string, packs: string) =>
    rule(`cores-${edition}`, `The ${edition} edition is licensed for every core, for sixteen at least.`, [
      '=',
      ['*', '2', ['variable', packs]],
      ['if', ['is', 'os', edition], ['max', '16', cores], '0'],
    ])
  return [
    licensed('standard', 'packsStandard'),
    licensed('datacenter', 'packsDatacenter'),
    rule('users', 'Access licences belong to the server operating system.', [
      'implies',
      ['>', ['variable', 'users'], '0'],
      ['in', 'os', ['standard', 'datacenter']],
    ]),
  ]
}

/** One supply, or two of which each can carry the machine alone. */
export function powerSupplies(products: string[]): Variable {
  const watts = (product: string) => option(product).attributes?.['watts'] ?? '0'
  return choice(
    'psu',
    'Power supply',
    products.flatMap((product) => [
      several(product, 1),
      { ...several(product, 2, { watts: watts(product) }), label: `2 × ${option(product).label}, redundant` },
    ]),
  )
}

export function powerRule(draw: NumberExpression): Constraint {
  return rule('power', 'One power supply must carry the whole machine, with a tenth to spare.', [
    '<=',
    ['*', '1.1', draw],
    ['attribute', 'psu', 'watts'],
  ])
}

export const rackVariables: Variable[] = [
  extra('rails', 'RAIL-SLIDE'),
  extra('arm', 'RAIL-CMA'),
  extra('bezel', 'BEZEL'),
  extra('bmc', 'BMC-ADV'),
  extra('tpm', 'TPM-2'),
]
export const rackMembers = ['rails', 'arm', 'bezel', 'bmc', 'tpm']
export const rackDefaults: Default[] = [
  { variable: 'rails', value: true },
  { variable: 'arm', value: false },
  { variable: 'bezel', value: false },
  { variable: 'bmc', value: true },
  { variable: 'tpm', value: true },
]
export const rackRules: Constraint[] = [
  rule('arm', 'The cable management arm is fixed to the sliding rails.', ['requires', 'arm', 'rails']),
]

export const raidLevels = choice('raid', 'RAID level', [
  { code: 'none', label: 'No RAID', attributes: { drives: '0' } },
  { code: 'raid1', label: 'RAID 1, mirror', attributes: { drives: '2' } },
  { code: 'raid5', label: 'RAID 5, parity', attributes: { drives: '3' } },
  { code: 'raid6', label: 'RAID 6, double parity', attributes: { drives: '4' } },
  { code: 'raid10', label: 'RAID 10, striped mirrors', attributes: { drives: '4' } },
])

/** Rules between drives, their controller and the RAID level; `sas` are the drives that need a SAS controller. */
export function storageRules(drives: string[], sas: string[], raidControllers: string[]): Constraint[] {
  return [
    rule('ports', 'The controller needs a port for every drive.', [
      '<=',
      countOf(drives),
      ['attribute', 'controller', 'ports'],
    ]),
    rule('sas', 'SAS drives need a host bus adapter or a RAID controller.', [
      'implies',
      ['>', countOf(sas), '0'],
      ['not', ['is', 'controller', 'onboard']],
    ]),
    rule('raid-controller', 'A RAID level needs a RAID controller.', [
      'implies',
      ['not', ['is', 'raid', 'none']],
      ['in', 'controller', raidControllers],
    ]),
    rule('raid-drives', 'RAID 1 needs two drives, RAID 5 three, RAID 6 and RAID 10 four.', [
      '>=',
      countOf(drives),
      ['attribute', 'raid', 'drives'],
    ]),
  ]
}
