import type { Model, NumberExpression } from '../../engines/configurator/index.ts'
import {
  choice,
  count,
  countOf,
  desktopSystem,
  extra,
  keyboards,
  memoryKit,
  none,
  option,
  rule,
  total,
} from './building-blocks.ts'

const cards = [
  'GPU-L1000',
  'GPU-RT2000',
  'GPU-RT4000',
  'GPU-RT4500',
  'GPU-RT5000',
  'GPU-RT6000',
  'GPU-RT6000M',
]
const layer = (name: string) => ({ layer: `/products/layers/t4-${name}.svg` })
const workstationCpus = ['CPU-W5-16', 'CPU-W7-24', 'CPU-W9-32', 'CPU-W9-64', 'CPU-W9-96']
const serverCpus = ['CPU-S6-24', 'CPU-S6-32', 'CPU-S8-48', 'CPU-S8-64']
const drives = ['ssd2', 'ssd4', 'hdd8', 'hdd12']

const draw: NumberExpression = ['+', total('watts', ['cpu', 'gpu1', 'gpu2', 'system', ...drives]), '90']

export const pilotT4: Model = {
  code: 'PILOT-T4',
  label: 'Pilot T4 tower workstation',
  variables: [
    choice('board', 'Mainboard', [
      option('MB-W1', { attributes: { slots: '8', maximum: '1024' } }),
      option('MB-S2', { attributes: { slots: '8', maximum: '1024' } }),
    ]),
    choice(
      'cpu',
      'Processor',
      [...workstationCpus, ...serverCpus].map((code) => option(code)),
    ),
    choice('cooler', 'Cooling', [option('COOL-AIR-L'), option('COOL-LIQ', layer('liquid'))]),
    choice('memory', 'Memory', [
      ...[memoryKit('MEM-R16', 4), memoryKit('MEM-R32', 2), memoryKit('MEM-R32', 4), memoryKit('MEM-R32', 8)],
      ...[
        memoryKit('MEM-R64', 4),
        memoryKit('MEM-R64', 8),
        memoryKit('MEM-R96', 8),
        memoryKit('MEM-R128', 8),
      ],
    ]),
    choice('gpu1', 'Graphics', [none(), ...cards.map((code) => option(code, layer('card')))]),
    choice(
      'gpu2',
      'Second graphics card',
      [none(), ...cards.slice(0, -1).map((code) => option(code, layer('card-second')))],
      {
        help: 'The RT 6000 Max is too hot to be put in twice.',
      },
    ),
    choice(
      'system',
      'System drive',
      ['SSD-M1T', 'SSD-M2T', 'SSD-M4T'].map((code) => option(code)),
    ),
    count('ssd2', 'SSD-S1T9', 4),
    count('ssd4', 'SSD-S3T8', 4),
    count('hdd8', 'HDD-8T', 4),
    count('hdd12', 'HDD-12T', 4),
    choice('raid', 'RAID level', [
      { code: 'none', label: 'No RAID', attributes: { drives: '0' } },
      { code: 'raid1', label: 'RAID 1, mirror', attributes: { drives: '2' } },
      { code: 'raid5', label: 'RAID 5, parity', attributes: { drives: '3' } },
      { code: 'raid10', label: 'RAID 10, striped mirrors', attributes: { drives: '4' } },
    ]),
    choice('controller', 'Storage controller', [none('On the mainboard'), option('RAID-8I')]),
    choice('network', 'Network card', [
      none('On the mainboard'),
      ...['NIC-2X10T', 'NIC-2X10F', 'NIC-2X25'].map((code) => option(code)),
    ]),
    choice('psu', 'Power supply', [option('PSU-1000'), option('PSU-1600'), option('PSU-2200')]),
    desktopSystem,
    extra('tpm', 'TPM-2'),
    keyboards,
  ],
  constraints: [
    rule('socket', 'The processor must have the socket of the mainboard: W for MB-W1, S for MB-S2.', [
      'allowed',
      ['board', 'cpu'],
      [...workstationCpus.map((cpu) => ['MB-W1', cpu]), ...serverCpus.map((cpu) => ['MB-S2', cpu])],
    ]),
    rule('slots', 'There are eight memory slots.', [
      '<=',
      ['attribute', 'memory', 'units'],
      ['attribute', 'board', 'slots'],
    ]),
    rule('capacity', 'The mainboard takes 1,024 GB of memory at most.', [
      '<=',
      ['attribute', 'memory', 'gb'],
      ['attribute', 'board', 'maximum'],
    ]),
    rule('cooling', 'The cooler must be made for the heat of the processor.', [
      '>=',
      ['attribute', 'cooler', 'watts'],
      ['attribute', 'cpu', 'watts'],
    ]),
    rule('pair', 'Two graphics cards must be of the same kind.', [
      'or',
      ['is', 'gpu2', 'none'],
      ['same', 'gpu1', 'gpu2'],
    ]),
    rule('bays', 'There are four bays for data drives.', ['<=', countOf(drives), '4']),
    rule('raid-drives', 'RAID 1 needs two data drives, RAID 5 three, RAID 10 four.', [
      '>=',
      countOf(drives),
      ['attribute', 'raid', 'drives'],
    ]),
    rule('raid-kind', 'The drives of a RAID must all be of one kind.', [
      'implies',
      ['not', ['is', 'raid', 'none']],
      [
        'atMost',
        1,
        ...drives.map((code): ['>', ['variable', string], string] => ['>', ['variable', code], '0']),
      ],
    ]),
    rule('raid-controller', 'RAID 5 needs the RAID controller.', [
      'implies',
      ['is', 'raid', 'raid5'],
      ['is', 'controller', 'RAID-8I'],
    ]),
    rule('power', 'The power supply must give a quarter more than all parts together draw.', [
      '<=',
      ['*', '1.25', draw],
      ['attribute', 'psu', 'watts'],
    ]),
  ],
  defaults: [
    { variable: 'cpu', value: 'CPU-W7-24' },
    { variable: 'memory', value: '4xMEM-R32' },
    { variable: 'gpu1', value: 'GPU-RT4000' },
    { variable: 'gpu2', value: 'none' },
    { variable: 'system', value: 'SSD-M2T' },
    ...drives.map((variable) => ({ variable, value: '0' })),
    { variable: 'raid', value: 'none' },
    { variable: 'controller', value: 'none' },
    { variable: 'network', value: 'none' },
    { variable: 'os', value: 'OS-WS' },
    { variable: 'tpm', value: true },
    { variable: 'keyboard', value: 'none' },
  ],
  preferences: [{ minimize: ['attribute', 'psu', 'watts'] }, { minimize: ['attribute', 'cooler', 'watts'] }],
  totals: [
    { code: 'draw', label: 'Power drawn', unit: 'W', value: draw },
    { code: 'capacity', label: 'Data storage', unit: 'GB', value: total('gb', drives) },
  ],
  groups: [
    { code: 'computing', label: 'Computing', members: ['board', 'cpu', 'cooler', 'memory'] },
    { code: 'graphics', label: 'Graphics', members: ['gpu1', 'gpu2'] },
    { code: 'storage', label: 'Storage', members: ['system', ...drives, 'raid', 'controller'] },
    {
      code: 'rest',
      label: 'Power, network and extras',
      members: ['psu', 'network', 'os', 'tpm', 'keyboard'],
    },
  ],
}
