import type { Model } from '../../engines/configurator/index.ts'
import { choice, desktopSystem, extra, keyboards, memoryKit, none, option, rule } from './building-blocks.ts'

/** Pilot C1: small, passive, with a power adapter that has to carry what is inside. */
export const pilotC1: Model = {
  code: 'PILOT-C1',
  label: 'Pilot C1 compact workstation',
  variables: [
    choice(
      'cpu',
      'Processor',
      ['CPU-E2-4', 'CPU-E4-8', 'CPU-E6-12'].map((code) => option(code)),
    ),
    choice('memory', 'Memory', [
      memoryKit('MEM-S16', 1),
      memoryKit('MEM-S16', 2),
      memoryKit('MEM-S32', 2),
      memoryKit('MEM-SE32', 1),
      memoryKit('MEM-SE32', 2),
    ]),
    choice(
      'system',
      'System drive',
      ['SSD-M512', 'SSD-M1T', 'SSD-M2T', 'SSD-M4T'].map((code) => option(code)),
    ),
    choice('second', 'Second drive', [none(), option('SSD-M1T'), option('SSD-M2T'), option('SSD-M4T')]),
    choice('psu', 'Power adapter', [option('PSU-A90'), option('PSU-A150')]),
    desktopSystem,
    extra('wifi', 'NIC-WIFI'),
    extra('arm', 'MON-ARM-1', { label: 'Mount behind a monitor, with arm' }),
    keyboards,
  ],
  constraints: [
    rule('ecc', 'ECC memory needs the E6 Pro processor; the others cannot correct errors.', [
      'implies',
      ['>=', ['attribute', 'memory', 'ecc'], '1'],
      ['>=', ['attribute', 'cpu', 'ecc'], '1'],
    ]),
    rule('power', 'The 90 W adapter carries the 4- and 8-core processors only.', [
      '<=',
      [
        '+',
        ['attribute', 'cpu', 'watts'],
        ['attribute', 'system', 'watts'],
        ['attribute', 'second', 'watts'],
        '25',
      ],
      ['attribute', 'psu', 'watts'],
    ]),
  ],
  defaults: [
    { variable: 'cpu', value: 'CPU-E4-8' },
    { variable: 'memory', value: '2xMEM-S16' },
    { variable: 'system', value: 'SSD-M1T' },
    { variable: 'second', value: 'none' },
    { variable: 'os', value: 'OS-WS' },
    { variable: 'wifi', value: true },
    { variable: 'arm', value: false },
    { variable: 'keyboard', value: 'none' },
  ],
  preferences: [{ minimize: ['attribute', 'psu', 'watts'] }],
  groups: [
    { code: 'computing', label: 'Computing', members: ['cpu', 'memory'] },
    { code: 'storage', label: 'Storage', members: ['system', 'second'] },
    { code: 'rest', label: 'Power and extras', members: ['psu', 'wifi', 'arm', 'keyboard', 'os'] },
  ],
}
