import { articles, join, monthly, offer, untilNotice, yearly } from './entry.ts'

const seat = {
  categories: ['subscriptions', 'software'],
  cost: '0.22',
  floor: '0.45',
  unit: 'seat',
  taxCategory: 'SAAS',
}

/** Seats pay the price of their own step by the month; by the year all seats pay the price of the step reached. */
const bridge = join([
  offer(
    seat,
    {
      code: 'BRIDGE-ESSENTIALS',
      name: 'Bridge Essentials',
      description: 'Inventory, updates and remote start for a fleet of workstations.',
      images: ['/products/software.svg'],
    },
    [
      { plan: 'MONTHLY', name: 'Monthly by seat', ...monthly, model: 'GRADUATED', tiers: [['0', '6.90'], ['25', '5.90'], ['100', '4.90'], ['500', '3.90']] },
      { plan: 'YEARLY', name: 'Yearly by seat', ...yearly, model: 'VOLUME', tiers: [['0', '69.00'], ['25', '59.00'], ['100', '49.00'], ['500', '39.00']] },
    ],
  ),
  offer(
    seat,
    {
      code: 'BRIDGE-PRO',
      name: 'Bridge Pro',
      description: 'Everything in Essentials, with patch policies, images and remote desktop.',
      images: ['/products/software.svg'],
    },
    [
      { plan: 'MONTHLY', name: 'Monthly by seat', ...monthly, model: 'GRADUATED', tiers: [['0', '11.90'], ['25', '9.90'], ['100', '8.40'], ['500', '6.90']] },
      { plan: 'YEARLY', name: 'Yearly by seat', ...yearly, model: 'VOLUME', tiers: [['0', '119.00'], ['25', '99.00'], ['100', '84.00'], ['500', '69.00']] },
    ],
  ),
  offer(
    seat,
    {
      code: 'BRIDGE-ENTERPRISE',
      name: 'Bridge Enterprise',
      description: 'Pro with several tenants, directory sign-on, audit trail and an API.',
      images: ['/products/software.svg'],
    },
    [
      { plan: 'YEARLY', name: 'Yearly by seat', ...yearly, model: 'VOLUME', tiers: [['0', '189.00'], ['100', '149.00'], ['250', '129.00'], ['1000', '99.00']] },
    ],
  ),
]) // biome-ignore format: tiers read as rows

const perSeat = join([
  offer(seat, { code: 'SHIELD', name: 'Shield endpoint protection' }, [
    { plan: 'MONTHLY', name: 'Monthly by seat', ...monthly, model: 'GRADUATED', tiers: [['0', '4.50'], ['50', '3.90'], ['250', '3.20']] },
    { plan: 'YEARLY', name: 'Yearly by seat', ...yearly, model: 'VOLUME', tiers: [['0', '45.00'], ['50', '39.00'], ['250', '32.00']] },
  ]),
  offer(seat, { code: 'LINK', name: 'Link remote desktop for graphics' }, [
    { plan: 'MONTHLY', name: 'Monthly by seat', ...monthly, euro: '19.90' },
    { plan: 'YEARLY', name: 'Yearly by seat', ...yearly, euro: '199.00' },
  ]),
  offer(seat, { code: 'QUEUE', name: 'Queue render and job scheduler', unit: 'node' }, [
    { plan: 'YEARLY', name: 'Yearly by node', ...yearly, model: 'VOLUME', tiers: [['0', '240.00'], ['10', '210.00'], ['50', '180.00']] },
  ]),
  offer(seat, { code: 'INSIGHT', name: 'Insight performance analytics', unit: 'machine' }, [
    { plan: 'MONTHLY', name: 'Monthly by machine, until notice', ...untilNotice, euro: '7.50' },
  ]),
  offer(seat, { code: 'VAULT-AGENT', name: 'Vault backup agent', unit: 'machine' }, [
    { plan: 'MONTHLY', name: 'Monthly by machine', ...monthly, model: 'GRADUATED', tiers: [['0', '8.00'], ['20', '6.50'], ['100', '5.00']] },
  ]),
]) // biome-ignore format: tiers read as rows

/** What is used is measured and billed later; on a quote it is an estimate. */
const metered = join([
  offer(
    { ...seat, cost: '0.30', unit: 'GB', quantityDecimals: 3 },
    {
      code: 'VAULT-STORAGE',
      name: 'Vault backup storage',
      description:
        'Encrypted backup in Frankfurt, Ashburn or Osaka, billed by the gigabytes stored in a month.',
      images: ['/products/software.svg'],
    },
    [
      {
        plan: 'USAGE',
        name: 'Per GB and month, as stored',
        type: 'USAGE',
        recurring: { interval: 'month', intervalCount: 1, usageType: 'metered' },
        model: 'GRADUATED',
        tiers: [['0', '0.0490'], ['1000', '0.0390'], ['10000', '0.0290'], ['100000', '0.0190']], // biome-ignore format: a row
      },
    ],
  ),
  offer(
    { ...seat, cost: '0.30', unit: 'hour' },
    { code: 'BURST', name: 'Burst rendering in our data centre' },
    [
      {
        plan: 'USAGE',
        name: 'Per node and hour, as used',
        type: 'USAGE',
        recurring: { interval: 'month', intervalCount: 1, usageType: 'metered' },
        euro: '1.90',
      },
    ],
  ),
])

const licences = articles(
  { categories: ['licences', 'software'], cost: '0.82', unit: 'licence', taxCategory: 'SAAS' },
  [
    ['OS-WS', 'Desktop operating system, workstation edition', '229.00'],
    ['OS-LINUX-WS', 'Linux for workstations, preinstalled', '0.00', { cost: '0' }],
    ['OS-LINUX-SRV', 'Linux for servers, preinstalled', '0.00', { cost: '0' }],
    ['OS-SRV-STD-2C', 'Server operating system, standard edition, 2 cores', '119.00'],
    ['OS-SRV-DC-2C', 'Server operating system, datacenter edition, 2 cores', '689.00'],
    ['HYPERVISOR', 'Hypervisor, per processor', '590.00'],
    ['CAL-USER', 'Server access licence, one user', '39.00'],
  ],
)

/** Hardware support by the year: a share of what the hardware on the quote costs. */
const support = join(
  (
    [
      [
        'SUPPORT-NBD',
        'Support Next Business Day',
        '6',
        '79.00',
        'On site the next working day, parts and labour.',
      ],
      [
        'SUPPORT-247',
        'Support Around the Clock',
        '10',
        '149.00',
        'Four hours on site, every day of the year.',
      ],
      [
        'SUPPORT-MC',
        'Support Mission Critical',
        '15',
        '390.00',
        'Two hours on site, a named engineer, spare parts with you.',
      ],
    ] as const
  ).map(([code, name, percent, minimumAmount, description]) =>
    offer(
      { categories: ['support', 'services'], cost: '0.40', unit: 'year', taxCategory: 'SERVICES' },
      { code, name, description, images: ['/products/support.svg'] },
      [
        {
          plan: 'YEARLY',
          name: `${percent} % of hardware a year`,
          ...yearly,
          model: 'PERCENT_OF_TOTAL',
          percent,
          minimumAmount,
          covers: { categories: ['hardware'] },
        },
      ],
    ),
  ),
)

export const software = join([bridge, perSeat, metered, licences, support])
