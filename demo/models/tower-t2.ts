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
  total,
} from './building-blocks.ts'

const layer = (name: string) => ({ layer: `/products/layers/t2-${name}.svg` })
const dataDrives = ['SSD-S960', 'SSD-S1T9', 'SSD-S3T8', 'HDD-4T', 'HDD-8T', 'HDD-12T']
const dataDrive = (code: string, label: string) =>
  choice(code, label, [
    none(),
    ...dataDrives.map((product) => option(product, layer(`drive-${code.slice(-1)}`))),
  ])

/** What everything inside draws, with 60 W for the mainboard, fans and ports. */
const draw: NumberExpression = ['+', total('watts', ['cpu', 'gpu', 'system', 'data1', 'data2']), '60']

export const pilotT2: Model = {
  code: 'PILOT-T2',
  label: 'Pilot T2 tower workstation',
  variables: [
    choice('case', 'Case', [option('CHS-T-COMPACT'), option('CHS-T-FULL')]),
    choice(
      'cpu',
      'Processor',
      ['CPU-A3-6', 'CPU-A5-8', 'CPU-A7-12', 'CPU-A9-16'].map((code) => option(code)),
    ),
    choice('cooler', 'Cooling', [
      option('COOL-AIR'),
      option('COOL-AIR-L'),
      option('COOL-LIQ', layer('liquid')),
    ]),
    choice('memory', 'Memory', [
      ...[memoryKit('MEM-U16', 2), memoryKit('MEM-U32', 2), memoryKit('MEM-U48', 2), memoryKit('MEM-U48', 4)],
      ...[
        memoryKit('MEM-UE16', 2),
        memoryKit('MEM-UE32', 2),
        memoryKit('MEM-UE48', 2),
        memoryKit('MEM-UE48', 4),
      ],
    ]),
    choice('gpu', 'Graphics', [
      none('Graphics of the processor'),
      ...['GPU-L400', 'GPU-L1000'].map((code) => option(code, layer('card-small'))),
      ...['GPU-RT2000', 'GPU-RT4000', 'GPU-RT4500', 'GPU-RT5000', 'GPU-RT6000'].map((code) =>
        option(code, layer('card')),
      ),
    ]),
    choice(
      'system',
      'System drive',
      ['SSD-M512', 'SSD-M1T', 'SSD-M2T', 'SSD-M4T'].map((code) => option(code)),
    ),
    dataDrive('data1', 'First data drive'),
    dataDrive('data2', 'Second data drive'),
    { kind: 'boolean', code: 'mirror', label: 'Mirror the data drives (RAID 1)' },
    choice('psu', 'Power supply', [option('PSU-550'), option('PSU-750'), option('PSU-1000')]),
    desktopSystem,
    extra('wifi', 'NIC-WIFI'),
    extra('tpm', 'TPM-2'),
    keyboards,
  ],
  constraints: [
    rule('ecc', 'ECC memory needs a Pro processor (A7 or A9).', [
      'implies',
      ['>=', ['attribute', 'memory', 'ecc'], '1'],
      ['>=', ['attribute', 'cpu', 'ecc'], '1'],
    ]),
    rule('cooling', 'The cooler must be made for the heat of the processor.', [
      '>=',
      ['attribute', 'cooler', 'watts'],
      ['attribute', 'cpu', 'watts'],
    ]),
    rule(
      'room-gpu',
      'The graphics card must fit: 250 mm in the compact case, 330 mm in the full-height case.',
      ['<=', ['attribute', 'gpu', 'length'], ['attribute', 'case', 'room']],
    ),
    rule('room-cooler', 'The liquid cooler fits into the full-height case only.', [
      'implies',
      ['is', 'cooler', 'COOL-LIQ'],
      ['is', 'case', 'CHS-T-FULL'],
    ]),
    rule('power', 'The power supply must give a quarter more than all parts together draw.', [
      '<=',
      ['*', '1.25', draw],
      ['attribute', 'psu', 'watts'],
    ]),
    rule('mirror', 'A mirror needs two data drives of the same kind.', [
      'implies',
      'mirror',
      ['and', ['not', ['is', 'data1', 'none']], ['same', 'data1', 'data2']],
    ]),
    rule('order', 'The second data drive comes after the first.', [
      'implies',
      ['is', 'data1', 'none'],
      ['is', 'data2', 'none'],
    ]),
  ],
  defaults: [
    { variable: 'cpu', value: 'CPU-A5-8' },
    { variable: 'memory', value: '2xMEM-U16' },
    { variable: 'gpu', value: 'GPU-L1000' },
    { variable: 'case', value: 'CHS-T-COMPACT' },
    { variable: 'cooler', value: 'COOL-AIR' },
    { variable: 'system', value: 'SSD-M1T' },
    { variable: 'data1', value: 'none' },
    { variable: 'data2', value: 'none' },
    { variable: 'mirror', value: false },
    { variable: 'os', value: 'OS-WS' },
    { variable: 'wifi', value: false },
    { variable: 'tpm', value: true },
    { variable: 'keyboard', value: 'none' },
  ],
  preferences: [{ minimize: ['attribute', 'psu', 'watts'] }, { minimize: ['attribute', 'cooler', 'watts'] }],
  totals: [{ code: 'draw', label: 'Power drawn', unit: 'W', value: draw }],
  groups: [
    { code: 'computing', label: 'Computing', members: ['cpu', 'cooler', 'memory', 'gpu'] },
    { code: 'storage', label: 'Storage', members: ['system', 'data1', 'data2', 'mirror'] },
    { code: 'body', label: 'Case and power', members: ['case', 'psu'] },
    { code: 'rest', label: 'Software and extras', members: ['os', 'wifi', 'tpm', 'keyboard'] },
  ],
}
