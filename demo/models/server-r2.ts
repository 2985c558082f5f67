import type { Model, NumberExpression } from '../../engines/configurator/index.ts'
import { choice, count, countOf, extra, none, option, rule, several, total } from './building-blocks.ts'
import * as server from './server-parts.ts'

const cpus = ['CPU-S4-16', 'CPU-S6-24', 'CPU-S6-32', 'CPU-S8-48', 'CPU-S8-64', 'CPU-S8-96', 'CPU-S8-128']
const large = ['hdd12', 'hddx16', 'hddx22']
const small = ['ssd2', 'ssd4', 'ssdx3', 'ssdn4', 'ssdn8', 'ssdn15']
const drives = [...large, ...small]

const processors: NumberExpression = ['if', ['is', 'cpu2', 'none'], '1', '2']
const draw: NumberExpression = ['+', total('watts', ['cpu1', 'cpu2', 'accelerators', ...drives]), '180']

export const beaconR2: Model = {
  code: 'BEACON-R2',
  label: 'Beacon R2 rack server, 2U',
  variables: [
    choice(
      'cpu1',
      'First processor',
      cpus.map((code) => option(code)),
    ),
    choice('cpu2', 'Second processor', [none(), ...cpus.map((code) => option(code))]),
    ...server.memoryVariables(32),
    choice('accelerators', 'Accelerators', [
      none(),
      ...[1, 2, 4].map((quantity) => several('GPU-G16', quantity)),
      ...[1, 2, 3].map((quantity) => several('GPU-G48', quantity)),
    ]),
    extra('fans', 'FAN-HP'),
    choice('boot', 'Boot drives', [none(), several('SSD-M480E', 1), several('SSD-M480E', 2)]),
    choice('cage', 'Drive cage', [
      option('CAGE-12X35', { attributes: { large: '12', small: '0' } }),
      option('CAGE-24X25', { attributes: { large: '0', small: '24' } }),
    ]),
    count('hdd12', 'HDD-12T', 12),
    count('hddx16', 'HDD-X16T', 12),
    count('hddx22', 'HDD-X22T', 12),
    count('ssd2', 'SSD-S1T9', 24),
    count('ssd4', 'SSD-S3T8', 24),
    count('ssdx3', 'SSD-X3T2', 24),
    count('ssdn4', 'SSD-N3T8', 24),
    count('ssdn8', 'SSD-N7T6', 24),
    count('ssdn15', 'SSD-N15T', 24),
    choice('controller', 'Storage controller', [
      { code: 'onboard', label: 'On the mainboard', attributes: { ports: '8' } },
      ...['HBA-16I', 'RAID-8I', 'RAID-16I', 'RAID-24I'].map((code) => option(code)),
    ]),
    server.raidLevels,
    choice('network', 'Network card', [
      none('2 × 1 GbE on the mainboard'),
      ...['NIC-2X10T', 'NIC-2X10F', 'NIC-2X25', 'NIC-2X100'].map((code) => option(code)),
    ]),
    server.powerSupplies(['PSU-H1100', 'PSU-H1600', 'PSU-H2400']),
    ...server.licences,
    ...server.rackVariables,
  ],
  constraints: [
    rule('same-cpus', 'Both processors must be of the same kind.', [
      'or',
      ['is', 'cpu2', 'none'],
      ['same', 'cpu1', 'cpu2'],
    ]),
    ...server.memoryRules(processors, '16'),
    rule('accelerator-lanes', 'A G48 accelerator needs two processors.', [
      'implies',
      ['in', 'accelerators', ['1xGPU-G48', '2xGPU-G48', '3xGPU-G48']],
      ['not', ['is', 'cpu2', 'none']],
    ]),
    rule('accelerator-fans', 'Passive accelerators need the high-performance fans.', [
      'iff',
      ['not', ['is', 'accelerators', 'none']],
      'fans',
    ]),
    rule('bays-large', 'The cage for 3.5" drives holds twelve; the other one none.', [
      '<=',
      countOf(large),
      ['attribute', 'cage', 'large'],
    ]),
    rule('bays-small', 'The cage for 2.5" drives holds twenty-four; the other one none.', [
      '<=',
      countOf(small),
      ['attribute', 'cage', 'small'],
    ]),
    rule('bootable', 'There must be something to start from: a boot drive or a data drive.', [
      'or',
      ['not', ['is', 'boot', 'none']],
      ['>', countOf(drives), '0'],
    ]),
    ...server.storageRules(drives, ['hddx16', 'hddx22', 'ssdx3'], ['RAID-8I', 'RAID-16I', 'RAID-24I']),
    server.powerRule(draw),
    ...server.licenceRules(total('cores', ['cpu1', 'cpu2'])),
    ...server.rackRules,
  ],
  defaults: [
    { variable: 'cpu1', value: 'CPU-S6-32' },
    { variable: 'cpu2', value: 'CPU-S6-32' },
    ...server.memoryDefaults,
    { variable: 'accelerators', value: 'none' },
    { variable: 'boot', value: '2xSSD-M480E' },
    { variable: 'cage', value: 'CAGE-24X25' },
    ...drives.map((variable) => ({ variable, value: '0' })),
    { variable: 'controller', value: 'onboard' },
    { variable: 'raid', value: 'none' },
    { variable: 'network', value: 'NIC-2X25' },
    { variable: 'psu', value: '2xPSU-H1100' },
    ...server.licenceDefaults,
    ...server.rackDefaults,
  ],
  preferences: [
    { maximize: ['attribute', 'psu', 'units'] },
    { minimize: ['attribute', 'psu', 'watts'] },
    { minimize: ['attribute', 'controller', 'ports'] },
  ],
  totals: [
    { code: 'draw', label: 'Power drawn', unit: 'W', value: draw },
    { code: 'memory', label: 'Memory', unit: 'GB', value: total('gb', server.memoryMembers) },
    { code: 'storage', label: 'Raw storage', unit: 'GB', value: total('gb', drives) },
  ],
  groups: [
    {
      code: 'computing',
      label: 'Processors and accelerators',
      members: ['cpu1', 'cpu2', 'accelerators', 'fans'],
    },
    { code: 'memory', label: 'Memory modules', members: server.memoryMembers },
    { code: 'storage', label: 'Storage', members: ['boot', 'cage', ...drives, 'controller', 'raid'] },
    { code: 'software', label: 'Operating system', members: server.licenceMembers },
    { code: 'rack', label: 'Power, network and rack', members: ['psu', 'network', ...server.rackMembers] },
  ],
}
