import type { Model, NumberExpression } from '../../engines/configurator/index.ts'
import { choice, extra, memoryKit, none, option, rule, several, total } from './building-blocks.ts'

const draw: NumberExpression = ['+', total('watts', ['cpu', 'accelerator', 'drives']), '45']

/** Beacon E1: for places that are warm, narrow and far from anybody who could press a button. */
export const beaconE1: Model = {
  code: 'BEACON-E1',
  label: 'Beacon E1 edge server',
  variables: [
    choice(
      'cpu',
      'Processor',
      ['CPU-A5-8', 'CPU-A7-12', 'CPU-A9-16'].map((code) => option(code)),
    ),
    choice('memory', 'Memory', [
      ...[
        memoryKit('MEM-U32', 2),
        memoryKit('MEM-UE16', 2),
        memoryKit('MEM-UE32', 2),
        memoryKit('MEM-UE48', 4),
      ],
    ]),
    choice('accelerator', 'Accelerator', [none(), option('GPU-G16')]),
    choice('drives', 'Drives', [
      ...[several('SSD-S960', 1), several('SSD-S960', 2), several('SSD-S1T9', 2), several('SSD-S3T8', 2)],
    ]),
    { kind: 'boolean', code: 'mirror', label: 'Mirror the drives (RAID 1)' },
    choice('network', 'Network card', [none('2 × 2.5 GbE'), option('NIC-4X1'), option('NIC-2X10F')]),
    choice('climate', 'Surroundings', [
      { code: 'office', label: 'Up to 35 °C' },
      { code: 'hall', label: 'Machine hall, up to 45 °C' },
    ]),
    choice('psu', 'Power supply', [option('PSU-550'), option('PSU-750')]),
    choice('os', 'Operating system', [none('No operating system'), option('OS-LINUX-SRV')]),
    extra('bmc', 'BMC-ADV'),
    extra('tpm', 'TPM-2'),
    extra('ups', 'UPS-850'),
  ],
  constraints: [
    rule('ecc', 'ECC memory needs a Pro processor (A7 or A9).', [
      'implies',
      ['>=', ['attribute', 'memory', 'ecc'], '1'],
      ['>=', ['attribute', 'cpu', 'ecc'], '1'],
    ]),
    rule('heat', 'Above 35 °C the processor may draw 105 W at most, and there is no accelerator.', [
      'implies',
      ['is', 'climate', 'hall'],
      ['and', ['<=', ['attribute', 'cpu', 'watts'], '105'], ['is', 'accelerator', 'none']],
    ]),
    rule('slot', 'There is one slot: an accelerator leaves no room for a network card.', [
      'implies',
      ['is', 'accelerator', 'GPU-G16'],
      ['is', 'network', 'none'],
    ]),
    rule('mirror', 'A mirror needs two drives.', [
      'implies',
      'mirror',
      ['>=', ['attribute', 'drives', 'units'], '2'],
    ]),
    rule('power', 'The power supply must give a quarter more than all parts together draw.', [
      '<=',
      ['*', '1.25', draw],
      ['attribute', 'psu', 'watts'],
    ]),
  ],
  defaults: [
    { variable: 'cpu', value: 'CPU-A7-12' },
    { variable: 'memory', value: '2xMEM-UE32' },
    { variable: 'accelerator', value: 'none' },
    { variable: 'drives', value: '2xSSD-S960' },
    { variable: 'mirror', value: true, when: ['>=', ['attribute', 'drives', 'units'], '2'] },
    { variable: 'network', value: 'none' },
    { variable: 'climate', value: 'office' },
    { variable: 'os', value: 'OS-LINUX-SRV' },
    { variable: 'bmc', value: true },
    { variable: 'tpm', value: true },
    { variable: 'ups', value: false },
  ],
  preferences: [{ minimize: ['attribute', 'psu', 'watts'] }],
  totals: [{ code: 'draw', label: 'Power drawn', unit: 'W', value: draw }],
  groups: [
    { code: 'place', label: 'Where it will stand', members: ['climate'] },
    { code: 'computing', label: 'Computing', members: ['cpu', 'memory', 'accelerator'] },
    { code: 'storage', label: 'Storage', members: ['drives', 'mirror'] },
    {
      code: 'rest',
      label: 'Power, network and extras',
      members: ['psu', 'network', 'os', 'bmc', 'tpm', 'ups'],
    },
  ],
}
