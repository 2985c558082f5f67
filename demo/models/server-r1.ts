import type { Model, NumberExpression } from '../../engines/configurator/index.ts'
import { choice, count, countOf, none, option, rule, several, total } from './building-blocks.ts'
import * as server from './server-parts.ts'

const cpus = ['CPU-S4-12', 'CPU-S4-16', 'CPU-S6-24', 'CPU-S6-32', 'CPU-S8-48', 'CPU-S8-64']
const large = ['hdd4', 'hdd8', 'hddx16']
const small = ['ssd1', 'ssd2', 'ssdx2', 'ssdn4']
const drives = [...large, ...small]

const processors: NumberExpression = ['if', ['is', 'cpu2', 'none'], '1', '2']
const draw: NumberExpression = ['+', total('watts', ['cpu1', 'cpu2', ...drives]), '130']

export const beaconR1: Model = {
  code: 'BEACON-R1',
  label: 'Beacon R1 rack server, 1U',
  variables: [
    choice(
      'cpu1',
      'First processor',
      cpus.map((code) => option(code)),
    ),
    choice('cpu2', 'Second processor', [none(), ...cpus.slice(0, -1).map((code) => option(code))], {
      help: 'The 64-core processor is too hot to be put twice into one height unit.',
    }),
    ...server.memoryVariables(24),
    choice('boot', 'Boot drives', [none(), several('SSD-M480E', 1), several('SSD-M480E', 2)]),
    choice('cage', 'Drive cage', [
      option('CAGE-4X35', { attributes: { large: '4', small: '0' } }),
      option('CAGE-10X25', { attributes: { large: '0', small: '10' } }),
    ]),
    count('hdd4', 'HDD-4T', 4),
    count('hdd8', 'HDD-8T', 4),
    count('hddx16', 'HDD-X16T', 4),
    count('ssd1', 'SSD-S960', 10),
    count('ssd2', 'SSD-S1T9', 10),
    count('ssdx2', 'SSD-X1T6', 10),
    count('ssdn4', 'SSD-N3T8', 10),
    choice('controller', 'Storage controller', [
      { code: 'onboard', label: 'On the mainboard', attributes: { ports: '10' } },
      ...['HBA-8I', 'HBA-16I', 'RAID-8I', 'RAID-16I'].map((code) => option(code)),
    ]),
    server.raidLevels,
    choice('network', 'Network card', [
      none('2 × 1 GbE on the mainboard'),
      ...['NIC-4X1', 'NIC-2X10T', 'NIC-2X10F', 'NIC-2X25', 'NIC-2X100'].map((code) => option(code)),
    ]),
    server.powerSupplies(['PSU-H800', 'PSU-H1100', 'PSU-H1600']),
    ...server.licences,
    ...server.rackVariables,
  ],
  constraints: [
    rule('same-cpus', 'Both processors must be of the same kind.', [
      'or',
      ['is', 'cpu2', 'none'],
      ['same', 'cpu1', 'cpu2'],
    ]),
    ...server.memoryRules(processors, '12'),
    rule('bays-large', 'The cage for 3.5" drives holds four; the other one none.', [
      '<=',
      countOf(large),
      ['attribute', 'cage', 'large'],
    ]),
    rule('bays-small', 'The cage for 2.5" drives holds ten; the other one none.', [
      '<=',
      countOf(small),
      ['attribute', 'cage', 'small'],
    ]),
    rule('bootable', 'There must be something to start from: a boot drive or a data drive.', [
      'or',
      ['not', ['is', 'boot', 'none']],
      ['>', countOf(drives), '0'],
    ]),
    ...server.storageRules(drives, ['hddx16', 'ssdx2'], ['RAID-8I', 'RAID-16I']),
    server.powerRule(draw),
    ...server.licenceRules(total('cores', ['cpu1', 'cpu2'])),
    ...server.rackRules,
  ],
  defaults: [
    { variable: 'cpu1', value: 'CPU-S4-16' },
    { variable: 'cpu2', value: 'none' },
    ...server.memoryDefaults,
    { variable: 'boot', value: '2xSSD-M480E' },
    { variable: 'cage', value: 'CAGE-10X25' },
    ...drives.map((variable) => ({ variable, value: '0' })),
    { variable: 'controller', value: 'onboard' },
    { variable: 'raid', value: 'none' },
    { variable: 'network', value: 'NIC-2X10T' },
    { variable: 'psu', value: '2xPSU-H800' },
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
    { code: 'computing', label: 'Processors', members: ['cpu1', 'cpu2'] },
    { code: 'memory', label: 'Memory modules', members: server.memoryMembers },
    { code: 'storage', label: 'Storage', members: ['boot', 'cage', ...drives, 'controller', 'raid'] },
    { code: 'software', label: 'Operating system', members: server.licenceMembers },
    { code: 'rack', label: 'Power, network and rack', members: ['psu', 'network', ...server.rackMembers] },
  ],
}
