import { type Article, articles, join } from './entry.ts'

/** A machine's own price is case, mainboard, assembly and test; what is chosen comes on top. */
function machine(
  code: string,
  name: string,
  euro: string,
  { weight, form, about }: { weight: string; form: string; about: string },
): Article {
  const image = `/products/${code.toLowerCase()}.svg`
  return [
    code,
    name,
    euro,
    { model: code, weight, description: about, images: [image], attributes: { form } },
  ]
}

const workstations = articles(
  { categories: ['workstations', 'hardware'], cost: '0.71', unit: 'piece', taxCategory: 'GOODS' },
  [
    machine('PILOT-C1', 'Pilot C1 compact workstation', '349.00', {
      weight: '2.4',
      form: '2.5 litres',
      about: 'Silent desktop machine for CAD viewing, offices and shop floors; mounts behind a monitor.',
    }),
    machine('PILOT-T2', 'Pilot T2 tower workstation', '629.00', {
      weight: '8.2',
      form: 'Tower',
      about:
        'The everyday workstation for CAD, GIS and software development: one processor, one graphics card.',
    }),
    machine('PILOT-T4', 'Pilot T4 tower workstation', '1190.00', {
      weight: '14.5',
      form: 'Tower',
      about: 'For simulation, rendering and film: up to 96 cores, 1 TB of memory, two graphics cards.',
    }),
    machine('PILOT-T8', 'Pilot T8 tower workstation, two processors', '2390.00', {
      weight: '22.0',
      form: 'Tower, 5U',
      about:
        'Two processors, up to four graphics cards, four drive bays: a compute node that runs under a desk.',
    }),
    machine('PILOT-R3', 'Pilot R3 rack workstation', '1690.00', {
      weight: '17.5',
      form: 'Rack, 3U',
      about:
        'A workstation for the server room, used over the network, with redundant power and remote management.',
    }),
  ],
)

const servers = articles(
  { categories: ['servers', 'hardware'], cost: '0.73', unit: 'piece', taxCategory: 'GOODS' },
  [
    machine('BEACON-E1', 'Beacon E1 edge server', '790.00', {
      weight: '5.8',
      form: 'Half depth, 1U',
      about:
        'Short server for branch offices and machine halls, 0 to 45 °C, with two drives and front ports.',
    }),
    machine('BEACON-R1', 'Beacon R1 rack server, 1U', '1390.00', {
      weight: '14.0',
      form: 'Rack, 1U',
      about: 'One or two processors in one height unit, for virtual machines and web services.',
    }),
    machine('BEACON-R2', 'Beacon R2 rack server, 2U', '1890.00', {
      weight: '21.0',
      form: 'Rack, 2U',
      about: 'Two processors, up to 24 drives and three accelerators: databases, virtualisation, inference.',
    }),
    machine('BEACON-S4', 'Beacon S4 storage server, 4U', '2790.00', {
      weight: '34.0',
      form: 'Rack, 4U',
      about: 'Thirty-six bays for backup, archive and video, with one processor and fast network.',
    }),
  ],
)

export const machines = join([workstations, servers])
