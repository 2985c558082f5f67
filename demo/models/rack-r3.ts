import type { Model, NumberExpression } from '../../engines/configurator/index.ts'
import {
  choice,
  desktopSystem,
  extra,
  memoryKit,
  none,
  option,
  rule,
  several,
  total,
} from './building-blocks.ts'

const cpus = ['CPU-W5-16', 'CPU-W7-24', 'CPU-W9-32', 'CPU-W9-64', 'CPU-W9-96']
const cards = ['GPU-RT2000', 'GPU-RT4000', 'GPU-RT5000', 'GPU-RT6000']

const draw: NumberExpression = ['+', total('watts', ['cpu', 'gpus', 'system', 'data']), '110']

/** Pilot R3: a workstation in the server room; power is always redundant, so one supply must carry all. */
export const pilotR3: Model = {
  code: 'PILOT-R3',
  label: 'Pilot R3 rack workstation',
  variables: [
    choice(
      'cpu',
      'Processor',
      cpus.map((code) => option(code)),
    ),
    choice('memory', 'Memory', [
      ...[memoryKit('MEM-R32', 4), memoryKit('MEM-R32', 8), memoryKit('MEM-R64', 4), memoryKit('MEM-R64', 8)],
      memoryKit('MEM-R128', 8),
    ]),
    choice('gpus', 'Graphics', [
      ...cards.flatMap((code) => [1, 2].map((quantity) => several(code, quantity))),
      several('GPU-RT6000M', 1),
    ]),
    choice('system', 'System drives, mirrored', [
      several('SSD-M480E', 2),
      several('SSD-M1T', 2),
      several('SSD-M2T', 2),
    ]),
    choice('data', 'Data drives', [
      none(),
      several('SSD-N3T8', 1),
      several('SSD-N3T8', 2),
      several('SSD-N7T6', 2),
    ]),
    choice(
      'network',
      'Network card',
      ['NIC-2X10T', 'NIC-2X10F', 'NIC-2X25'].map((code) => option(code)),
    ),
    choice('psu', 'Power supplies, redundant', [
      several('PSU-H1100', 2, { watts: '1100' }),
      several('PSU-H1600', 2, { watts: '1600' }),
      several('PSU-H2400', 2, { watts: '2400' }),
    ]),
    extra('rails', 'RAIL-SLIDE'),
    extra('arm', 'RAIL-CMA'),
    extra('bmc', 'BMC-ADV', { help: 'Needed to see the machine before its operating system runs.' }),
    extra('tpm', 'TPM-2'),
    desktopSystem,
  ],
  constraints: [
    rule('power', 'One of the two supplies alone must carry all parts, with a tenth to spare.', [
      '<=',
      ['*', '1.1', draw],
      ['attribute', 'psu', 'watts'],
    ]),
    rule('arm', 'The cable management arm is fixed to the sliding rails.', ['requires', 'arm', 'rails']),
    rule('memory-96', 'The 96-core processor needs all eight memory channels filled.', [
      'implies',
      ['is', 'cpu', 'CPU-W9-96'],
      ['>=', ['attribute', 'memory', 'units'], '8'],
    ]),
  ],
  defaults: [
    { variable: 'cpu', value: 'CPU-W7-24' },
    { variable: 'memory', value: '4xMEM-R32' },
    { variable: 'gpus', value: '1xGPU-RT4000' },
    { variable: 'system', value: '2xSSD-M1T' },
    { variable: 'data', value: 'none' },
    { variable: 'network', value: 'NIC-2X10T' },
    { variable: 'rails', value: true },
    { variable: 'arm', value: false },
    { variable: 'bmc', value: true },
    { variable: 'tpm', value: true },
    { variable: 'os', value: 'OS-WS' },
  ],
  preferences: [{ minimize: ['attribute', 'psu', 'watts'] }],
  totals: [{ code: 'draw', label: 'Power drawn', unit: 'W', value: draw }],
  groups: [
    { code: 'computing', label: 'Computing', members: ['cpu', 'memory', 'gpus'] },
    { code: 'storage', label: 'Storage', members: ['system', 'data'] },
    { code: 'rack', label: 'Power, network and rack', members: ['psu', 'network', 'rails', 'arm'] },
    { code: 'rest', label: 'Management and software', members: ['bmc', 'tpm', 'os'] },
  ],
}
