import { articles, join, offer } from './entry.ts'

const service = {
  categories: ['services'],
  cost: '0.58',
  floor: '0.68',
  taxCategory: 'SERVICES',
  images: ['/products/service.svg'],
}

const work = articles({ ...service, categories: ['installation', 'services'], unit: 'piece' }, [
  ['INST-DESK', 'Installation of a workstation at the desk', '89.00'],
  ['INST-RACK', 'Installation of a server in the rack', '290.00'],
  ['INST-SITE', 'Site survey before installation', '690.00'],
  ['IMAGE-LOAD', 'Loading your own system image', '19.00'],
  ['ASSET-TAG', 'Asset tag and registration', '4.50'],
  ['BURN-IN', 'Burn-in test, 72 hours, with protocol', '49.00'],
  ['WIPE', 'Certified data erasure of an old drive', '24.00'],
  ['TAKEBACK', 'Take-back and recycling of an old machine', '18.00'],
])

const days = articles(
  { ...service, categories: ['consulting', 'services'], unit: 'day', quantityDecimals: 1 },
  [
    ['CONSULT', 'Consulting, solution architect', '1290.00'],
    ['MIGRATE', 'Data migration', '1090.00'],
    ['PM', 'Project management', '1190.00'],
  ],
)

const training = join([
  offer(
    { ...service, categories: ['training', 'services'], unit: 'person', taxCategory: 'TRAINING' },
    { code: 'TRAIN-ADMIN', name: 'Training “Administering Bridge”, two days' },
    [
      {
        plan: 'BUY',
        name: 'Per person',
        type: 'ONE_TIME',
        model: 'VOLUME',
        tiers: [['0', '890.00'], ['4', '790.00'], ['8', '690.00']], // biome-ignore format: a row
      },
    ],
  ),
  articles({ ...service, categories: ['training', 'services'], unit: 'day', taxCategory: 'TRAINING' }, [
    ['TRAIN-SITE', 'Training at your site, up to twelve people', '2390.00'],
  ]),
])

const freight = articles(
  { categories: ['freight', 'services'], cost: '0.85', unit: 'piece', taxCategory: 'GOODS' },
  [
    ['EXPRESS', 'Express build, five working days', '190.00'],
    ['LIFT', 'Delivery to the server room with lift', '240.00'],
  ],
)

export const services = join([work, days, training, freight])
