import { articles, join } from './entry.ts'

const hardware = { unit: 'piece', taxCategory: 'GOODS' }

const power = articles({ ...hardware, categories: ['power', 'components', 'hardware'], cost: '0.72' }, [
  ['PSU-A90', 'Power adapter 90 W', '39.00', { weight: '0.4', attributes: { watts: '90' } }],
  ['PSU-A150', 'Power adapter 150 W', '59.00', { weight: '0.6', attributes: { watts: '150' } }],
  ['PSU-550', 'Power supply 550 W, 80 Plus Gold', '79.00', { weight: '1.6', attributes: { watts: '550' } }],
  ['PSU-750', 'Power supply 750 W, 80 Plus Gold', '109.00', { weight: '1.8', attributes: { watts: '750' } }],
  [
    'PSU-1000',
    'Power supply 1,000 W, 80 Plus Platinum',
    '189.00',
    { weight: '2.1', attributes: { watts: '1000' } },
  ],
  [
    'PSU-1600',
    'Power supply 1,600 W, 80 Plus Titanium',
    '349.00',
    { weight: '2.8', attributes: { watts: '1600' } },
  ],
  [
    'PSU-2200',
    'Power supply 2,200 W, 80 Plus Titanium, 230 V',
    '529.00',
    { weight: '3.4', attributes: { watts: '2200' } },
  ],
  ['PSU-H800', 'Hot-plug power supply 800 W', '189.00', { weight: '1.1', attributes: { watts: '800' } }],
  ['PSU-H1100', 'Hot-plug power supply 1,100 W', '249.00', { weight: '1.2', attributes: { watts: '1100' } }],
  ['PSU-H1600', 'Hot-plug power supply 1,600 W', '339.00', { weight: '1.4', attributes: { watts: '1600' } }],
  [
    'PSU-H2400',
    'Hot-plug power supply 2,400 W, 230 V',
    '459.00',
    { weight: '1.6', attributes: { watts: '2400' } },
  ],
])

const cooling = articles({ ...hardware, categories: ['cooling', 'components', 'hardware'], cost: '0.70' }, [
  ['COOL-AIR', 'Tower cooler, air', '49.00', { weight: '0.9', attributes: { watts: '140' } }],
  ['COOL-AIR-L', 'Tower cooler, air, large', '89.00', { weight: '1.3', attributes: { watts: '280' } }],
  ['COOL-LIQ', 'Liquid cooler 280 mm', '159.00', { weight: '1.8', attributes: { watts: '420' } }],
  ['FAN-HP', 'High-performance fan kit for accelerators', '149.00', { weight: '1.1' }],
])

const boards = articles({ ...hardware, categories: ['boards', 'components', 'hardware'], cost: '0.76' }, [
  ['MB-W1', 'Mainboard W1, one MW6 socket, 8 memory slots', '749.00', { weight: '1.4' }],
  ['MB-S2', 'Mainboard S1, one SP9 socket, 8 memory slots, 10 GbE', '899.00', { weight: '1.6' }],
])

const controllers = articles(
  { ...hardware, categories: ['controllers', 'components', 'hardware'], cost: '0.74' },
  [
    [
      'HBA-8I',
      'Host bus adapter SAS 12 Gb/s, 8 ports',
      '289.00',
      { weight: '0.2', attributes: { ports: '8' } },
    ],
    [
      'HBA-16I',
      'Host bus adapter SAS 24 Gb/s, 16 ports',
      '449.00',
      { weight: '0.2', attributes: { ports: '16' } },
    ],
    [
      'RAID-8I',
      'RAID controller 8 ports, 2 GB cache',
      '549.00',
      { weight: '0.3', attributes: { ports: '8' } },
    ],
    [
      'RAID-16I',
      'RAID controller 16 ports, 8 GB cache, battery',
      '890.00',
      { weight: '0.3', attributes: { ports: '16' } },
    ],
    [
      'RAID-24I',
      'RAID controller 24 ports, 16 GB cache, battery',
      '1290.00',
      { weight: '0.4', attributes: { ports: '24' } },
    ],
  ],
)

const network = articles({ ...hardware, categories: ['network', 'components', 'hardware'], cost: '0.75' }, [
  ['NIC-WIFI', 'Wi-Fi 7 and Bluetooth card', '39.00', { weight: '0.1' }],
  ['NIC-2X1', 'Network card 2 × 1 GbE', '79.00', { weight: '0.1' }],
  ['NIC-4X1', 'Network card 4 × 1 GbE', '149.00', { weight: '0.2' }],
  ['NIC-2X10T', 'Network card 2 × 10 GbE, copper', '279.00', { weight: '0.2' }],
  ['NIC-2X10F', 'Network card 2 × 10 GbE, SFP+', '259.00', { weight: '0.2' }],
  ['NIC-2X25', 'Network card 2 × 25 GbE, SFP28', '389.00', { weight: '0.2' }],
  ['NIC-2X100', 'Network card 2 × 100 GbE, QSFP28', '890.00', { weight: '0.3' }],
])

const fittings = articles({ ...hardware, categories: ['fittings', 'components', 'hardware'], cost: '0.70' }, [
  ['CHS-T-COMPACT', 'Tower case, compact', '89.00', { weight: '6.5', attributes: { room: '250' } }],
  [
    'CHS-T-FULL',
    'Tower case, full height, sound-damped',
    '159.00',
    { weight: '9.8', attributes: { room: '330' } },
  ],
  ['CAGE-4X35', 'Drive cage 4 × 3.5"', '129.00', { weight: '2.1' }],
  ['CAGE-10X25', 'Drive cage 10 × 2.5"', '189.00', { weight: '1.9' }],
  ['CAGE-12X35', 'Drive cage 12 × 3.5"', '259.00', { weight: '3.2' }],
  ['CAGE-24X25', 'Drive cage 24 × 2.5"', '349.00', { weight: '3.0' }],
  ['RAIL-SLIDE', 'Sliding rail kit 1U–2U', '89.00', { weight: '3.4' }],
  ['RAIL-CMA', 'Cable management arm', '49.00', { weight: '0.9' }],
  ['BEZEL', 'Lockable front bezel', '45.00', { weight: '0.6' }],
  ['TPM-2', 'Trusted platform module 2.0', '29.00', { weight: '0.1' }],
  ['BMC-ADV', 'Remote management, advanced licence and port', '249.00', { weight: '0.1' }],
])

/** What machines are built of besides processors, memory, graphics and drives. */
export const buildParts = join([power, cooling, boards, controllers, network, fittings])
