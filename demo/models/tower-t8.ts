import type { Model, NumberExpression } from '../../engines/configurator/index.ts'
import {
  choice,
  desktopSystem,
  extra,
  keyboards,
  memoryKit,
  none,
  option,
  rule,
  several,
  total,
} from './building-blocks.ts'

const cpus = ['CPU-S6-24', 'CPU-S6-32', 'CPU-S8-48', 'CPU-S8-64', 'CPU-S8-96']
const cards = ['GPU-RT4000', 'GPU-RT5000', 'GPU-RT6000']
const bayDrives = ['SSD-S3T8', 'SSD-N3T8', 'SSD-N7T6', 'SSD-N15T', 'HDD-12T']

const draw: NumberExpression = [
  '+',
  total('watts', ['cpu1', 'cpu2', 'gpus', 'system']),
  ['sumOf', 'bay', ['attribute', 'bay.drive', 'watts']],
  '140',
]

/** Pilot T8: two processors, up to four cards, and bays that are filled one by one. */
export const pilotT8: Model = {
  code: 'PILOT-T8',
  label: 'Pilot T8 tower workstation, two processors',
  variables: [
    choice(
      'cpu1',
      'First processor',
      cpus.map((code) => option(code)),
    ),
    choice('cpu2', 'Second processor', [none(), ...cpus.map((code) => option(code))]),
    choice('memory', 'Memory', [
      ...[memoryKit('MEM-R32', 4), memoryKit('MEM-R32', 8), memoryKit('MEM-R64', 8), memoryKit('MEM-R96', 8)],
      ...[memoryKit('MEM-R64', 16), memoryKit('MEM-R96', 16), memoryKit('MEM-R128', 16)],
    ]),
    choice('gpus', 'Graphics', [
      none(),
      ...cards.flatMap((code) => [1, 2, 3, 4].map((quantity) => several(code, quantity))),
      several('GPU-RT6000M', 1),
      several('GPU-RT6000M', 2),
    ]),
    choice(
      'system',
      'System drive',
      ['SSD-M1T', 'SSD-M2T', 'SSD-M4T'].map((code) => option(code)),
    ),
    choice('network', 'Network card', [
      none('On the mainboard'),
      ...['NIC-2X10T', 'NIC-2X25', 'NIC-2X100'].map((code) => option(code)),
    ]),
    choice('psu', 'Power supply', [option('PSU-1600'), option('PSU-2200'), several('PSU-2200', 2)]),
    extra('tpm', 'TPM-2'),
    extra('bmc', 'BMC-ADV'),
    desktopSystem,
    keyboards,
  ],
  components: [
    {
      code: 'bay',
      label: 'Drive bay',
      help: 'Four bays from below, each for one drive.',
      model: 'bay',
      min: 0,
      max: 4,
    },
  ],
  models: {
    bay: {
      code: 'bay',
      label: 'Drive bay',
      variables: [
        choice(
          'drive',
          'Drive',
          bayDrives.map((code) => option(code)),
        ),
      ],
    },
  },
  constraints: [
    rule('same-cpus', 'Both processors must be of the same kind.', [
      'or',
      ['is', 'cpu2', 'none'],
      ['same', 'cpu1', 'cpu2'],
    ]),
    rule('slots', 'Each processor serves eight memory slots.', [
      'implies',
      ['>', ['attribute', 'memory', 'units'], '8'],
      ['not', ['is', 'cpu2', 'none']],
    ]),
    rule('lanes', 'More than two graphics cards need the lanes of the second processor.', [
      'implies',
      ['>', ['attribute', 'gpus', 'units'], '2'],
      ['not', ['is', 'cpu2', 'none']],
    ]),
    rule('power', 'The power supplies must give a fifth more than all parts together draw.', [
      '<=',
      ['*', '1.2', draw],
      ['attribute', 'psu', 'watts'],
    ]),
    rule('nvme', 'At most two bays have NVMe connections on a machine with one processor.', [
      'implies',
      ['is', 'cpu2', 'none'],
      ['<=', ['countOf', 'bay', ['in', 'bay.drive', ['SSD-N3T8', 'SSD-N7T6', 'SSD-N15T']]], '2'],
    ]),
  ],
  defaults: [
    { variable: 'cpu1', value: 'CPU-S6-32' },
    { variable: 'cpu2', value: 'none' },
    { variable: 'memory', value: '8xMEM-R32' },
    { variable: 'gpus', value: '1xGPU-RT5000' },
    { variable: 'system', value: 'SSD-M2T' },
    { variable: 'bay', value: '0' },
    { variable: 'network', value: 'none' },
    { variable: 'tpm', value: true },
    { variable: 'bmc', value: false },
    { variable: 'os', value: 'OS-LINUX-WS' },
    { variable: 'keyboard', value: 'none' },
  ],
  preferences: [{ minimize: ['attribute', 'psu', 'watts'] }],
  totals: [{ code: 'draw', label: 'Power drawn', unit: 'W', value: draw }],
  groups: [
    { code: 'computing', label: 'Computing', members: ['cpu1', 'cpu2', 'memory'] },
    { code: 'graphics', label: 'Graphics', members: ['gpus'] },
    { code: 'storage', label: 'Storage', members: ['system', 'bay'] },
    {
      code: 'rest',
      label: 'Power, network and extras',
      members: ['psu', 'network', 'bmc', 'tpm', 'os', 'keyboard'],
    },
  ],
}
