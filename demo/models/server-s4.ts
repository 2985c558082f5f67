import type { Model, NumberExpression } from '../../engines/configurator/index.ts'
import { choice, count, countOf, option, rule, several, total } from './building-blocks.ts'
import * as server from './server-parts.ts'

const cpus = ['CPU-S4-12', 'CPU-S4-16', 'CPU-S6-24', 'CPU-S6-32']
const drives = ['hdd12', 'hddx16', 'hddx22']
const draw: NumberExpression = ['+', total('watts', ['cpu', 'cache', ...drives]), '220']

/** Beacon S4: thirty-six bays behind an expander, so that one controller serves them all. */
export const beaconS4: Model = {
  code: 'BEACON-S4',
  label: 'Beacon S4 storage server, 4U',
  variables: [
    choice(
      'cpu',
      'Processor',
      cpus.map((code) => option(code)),
    ),
    ...server.memoryVariables(12),
    choice('boot', 'Boot drives, mirrored', [several('SSD-M480E', 2)]),
    count('hdd12', 'HDD-12T', 36),
    count('hddx16', 'HDD-X16T', 36),
    count('hddx22', 'HDD-X22T', 36),
    count('cache', 'SSD-N3T8', 4, { label: 'Cache drives, SSD 3.84 TB NVMe' }),
    choice('controller', 'Storage controller', [option('HBA-16I'), option('RAID-16I'), option('RAID-24I')]),
    server.raidLevels,
    choice(
      'network',
      'Network card',
      ['NIC-2X10T', 'NIC-2X25', 'NIC-2X100'].map((code) => option(code)),
    ),
    server.powerSupplies(['PSU-H1100', 'PSU-H1600']),
    ...server.licences,
    ...server.rackVariables,
  ],
  constraints: [
    ...server.memoryRules('1', '12'),
    rule('bays', 'There are thirty-six bays.', ['<=', countOf(drives), '36']),
    rule('drives', 'A storage server has six drives at least.', ['>=', countOf(drives), '6']),
    rule('raid-controller', 'A RAID level needs a RAID controller.', [
      'implies',
      ['not', ['is', 'raid', 'none']],
      ['in', 'controller', ['RAID-16I', 'RAID-24I']],
    ]),
    rule('raid-one-kind', 'The drives of a RAID must all be of one kind.', [
      'implies',
      ['not', ['is', 'raid', 'none']],
      [
        'exactly',
        1,
        ...drives.map((code): ['>', ['variable', string], string] => ['>', ['variable', code], '0']),
      ],
    ]),
    rule('cache-memory', 'Cache drives need 8 GB of memory for every one of them, and 64 GB at least.', [
      'implies',
      ['>', ['variable', 'cache'], '0'],
      ['>=', total('gb', server.memoryMembers), ['+', '64', ['*', '8', ['variable', 'cache']]]],
    ]),
    server.powerRule(draw),
    ...server.licenceRules(['attribute', 'cpu', 'cores']),
    ...server.rackRules,
  ],
  defaults: [
    { variable: 'cpu', value: 'CPU-S4-16' },
    ...server.memoryDefaults,
    { variable: 'hddx16', value: '12' },
    { variable: 'hdd12', value: '0' },
    { variable: 'hddx22', value: '0' },
    { variable: 'cache', value: '0' },
    { variable: 'controller', value: 'HBA-16I' },
    { variable: 'raid', value: 'none' },
    { variable: 'network', value: 'NIC-2X25' },
    { variable: 'psu', value: '2xPSU-H1100' },
    ...server.licenceDefaults,
    ...server.rackDefaults,
  ],
  preferences: [{ maximize: ['attribute', 'psu', 'units'] }, { minimize: ['attribute', 'psu', 'watts'] }],
  totals: [
    { code: 'draw', label: 'Power drawn', unit: 'W', value: draw },
    { code: 'storage', label: 'Raw storage', unit: 'GB', value: total('gb', drives) },
  ],
  groups: [
    { code: 'computing', label: 'Processor', members: ['cpu'] },
    { code: 'memory', label: 'Memory modules', members: server.memoryMembers },
    { code: 'storage', label: 'Storage', members: ['boot', ...drives, 'cache', 'controller', 'raid'] },
    { code: 'software', label: 'Operating system', members: server.licenceMembers },
    { code: 'rack', label: 'Power, network and rack', members: ['psu', 'network', ...server.rackMembers] },
  ],
}
