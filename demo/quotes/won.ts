import { accepted, archive, cadSeat, databaseHost, editing, group, line, officeSeat, renderNode, type Story, simulation, virtualHost, webHost, won } from './story.ts' // biome-ignore format: one line

/** Quotes that customers said yes to. */
export const wonStories: Story[] = [
  {
    name: 'CAD seats for plant engineering',
    customer: 'C-10001',
    daysAgo: 342,
    lines: [
      ...group('Workstations', [
        line('PILOT-T2', '24', { choose: { ...cadSeat, keyboard: 'KB-DE' } }),
        line('MON-27-4K', '48'),
      ]),
      ...group('Software and support', [line('BRIDGE-PRO', '24', { plan: 'BRIDGE-PRO.YEARLY' }), line('SUPPORT-NBD', '1')]),
      ...group('Services', [line('INST-DESK', '24'), line('TAKEBACK', '24')]),
    ],
    codes: ['TRADE-IN'],
    months: 36,
    course: won(11, 'Katrin Behrens', {
      days: 6,
      description: 'Three per cent more after the meeting in Hamburg',
      discount: ['3', 'Agreed with Ms Behrens for delivery in one lot'],
    }),
  },
  {
    name: 'Flow simulation cluster, first stage',
    customer: 'C-10003',
    daysAgo: 318,
    lines: [
      ...group('Compute', [line('PILOT-T8', '4', { choose: renderNode }), line('QUEUE', '4')]),
      ...group('Storage', [line('BEACON-S4', '1', { choose: archive })]),
      ...group('Infrastructure', [line('RACK-42', '1'), line('UPS-6000R', '2'), line('PDU-M32', '2'), line('SW-24F', '1')]),
      ...group('Services', [line('INST-RACK', '5'), line('CONSULT', '2.5')]),
    ],
    discount: ['4', 'Research framework agreement'],
    months: 36,
    course: won(28, 'Dr. Nadja Wolter'),
  },
  { name: 'Office refresh, town hall', customer: 'C-10004', daysAgo: 305, lines: [line('PILOT-C1', '40', { choose: { ...officeSeat, keyboard: 'KB-DE' } }), line('DESK-STANDARD', '40'), line('BRIDGE-ESSENTIALS', '40', { plan: 'BRIDGE-ESSENTIALS.YEARLY' })], months: 24, course: won(35, 'Birgit Claasen') },
  { name: 'Two seats for the new studio', customer: 'C-10005', daysAgo: 296, lines: [line('PILOT-T2', '2', { choose: cadSeat }), line('MON-32-4K', '4', { codes: ['SCREEN10'] })], codes: ['WELCOME5'], course: won(4, 'Vera Lindgrün') },
  { name: 'Edit suites', customer: 'C-10014', daysAgo: 281, lines: [line('PILOT-T4', '3', { choose: { ...editing, keyboard: 'KB-FR' } }), line('MON-34-UW', '6'), line('LINK', '3', { plan: 'LINK.YEARLY' })], course: won(9, 'Luc Barbier') },
  { name: 'Stock order, first quarter', customer: 'C-10006', daysAgo: 270, lines: [line('PILOT-T2', '10'), line('PILOT-C1', '15'), line('MON-27', '25'), line('DOCK-TB', '10')], codes: ['LOYAL3'], course: won(3, 'Jana Pütz') },
  { name: 'Virtualisation hosts', customer: 'C-10007', daysAgo: 252, lines: [line('BEACON-R2', '3', { choose: virtualHost }), line('HYPERVISOR', '6'), line('SUPPORT-247', '1'), line('INST-RACK', '3'), line('MIGRATE', '4')], months: 36, course: won(41, 'Torsten Heine') },
  { name: 'Render nodes for season two', customer: 'C-10025', daysAgo: 240, lines: [line('PILOT-T8', '6', { choose: renderNode }), line('QUEUE', '6'), line('MON-32-4K', '8')], discount: ['5', 'Second season, same pipeline'], months: 12, course: won(16, 'Dana Whitfield') },
  { name: 'Survey office', customer: 'C-10016', daysAgo: 226, lines: [line('PILOT-T2', '12', { choose: { ...cadSeat, gpu: 'GPU-RT2000' } }), line('VAULT-AGENT', '12'), line('VAULT-STORAGE', '6000'), line('TRAIN-ADMIN', '4')], months: 24, course: won(13, 'Sanne de Wit') },
  { name: 'Design department, ten seats', customer: 'C-10029', daysAgo: 211, lines: [line('PILOT-T4', '10', { choose: { ...simulation, memory: '4xMEM-R64', keyboard: 'KB-JP' } }), line('MON-27-4K', '20'), line('SUPPORT-NBD', '1'), line('INST-DESK', '10')], months: 36, course: won(22, 'Kenichi Sato') },
  { name: 'Colour grading suite', customer: 'C-10024', daysAgo: 186, lines: [line('PILOT-T4', '2', { choose: { ...editing, gpu1: 'GPU-RT6000', system: 'SSD-M4T' } }), line('MON-32-4K', '4'), line('UPS-1500T', '2')], course: won(7, 'Freya Lockwood') },
  { name: 'Ledger databases', customer: 'C-10027', daysAgo: 163, lines: [line('BEACON-R2', '2', { choose: databaseHost }), line('SUPPORT-MC', '1'), line('INST-RACK', '2')], months: 36, course: won(30, 'Michael Tran') },
  { name: 'Lab workstations', customer: 'C-10023', daysAgo: 141, lines: [line('PILOT-T2', '30', { choose: { cpu: 'CPU-A9-16', memory: '2xMEM-UE48', gpu: 'GPU-RT2000', cooler: 'COOL-AIR-L', keyboard: 'KB-UK' } }), line('BRIDGE-PRO', '30', { plan: 'BRIDGE-PRO.YEARLY' }), line('SHIELD', '30', { plan: 'SHIELD.YEARLY' })], months: 36, course: won(26, 'Ian Fletcher') },
  { name: 'Branch servers', customer: 'C-10008', daysAgo: 118, lines: [line('BEACON-E1', '14', { choose: { climate: 'hall' } }), line('VAULT-AGENT', '14'), line('VAULT-STORAGE', '20000')], months: 36, course: won(19, 'Claudia Maurer') },
  { name: 'Replacement of two web servers', customer: 'C-10011', daysAgo: 97, lines: [line('BEACON-R1', '2', { choose: webHost }), line('SUPPORT-NBD', '1')], course: won(8, 'Reto Ammann') },
  { name: 'Sequencing archive', customer: 'C-10026', daysAgo: 76, lines: [line('BEACON-S4', '2', { choose: archive }), line('NIC-2X100', '2'), line('CBL-DAC100', '4'), line('INST-RACK', '2')], codes: ['LOYAL3'], course: won(15, 'Priya Raman') },
  { name: 'Classroom machines', customer: 'C-10028', daysAgo: 58, lines: [line('PILOT-C1', '60', { choose: { keyboard: 'KB-US' } }), line('MON-24', '60'), line('BRIDGE-ESSENTIALS', '60', { plan: 'BRIDGE-ESSENTIALS.YEARLY' })], months: 24, course: won(21, 'Karen Lindholm') },
  { name: 'Monitors for the drawing office', customer: 'C-10022', daysAgo: 33, lines: [line('MON-27-4K', '16', { codes: ['SCREEN10'] }), line('MON-ARM-2', '8')], course: won(5, 'Oliver Pemberton') },
  { name: 'Geotechnical simulation', customer: 'C-10020', daysAgo: 30, lines: [line('PILOT-R3', '4', { choose: { cpu: 'CPU-W9-64', memory: '8xMEM-R64', gpus: '2xGPU-RT5000' } }), line('LINK', '8', { plan: 'LINK.YEARLY' }), line('RACK-STARTER', '1')], months: 24, course: accepted(17, 'Elin Sandberg') },
  { name: 'Second edit suite', customer: 'C-10014', daysAgo: 19, lines: [line('PILOT-T4', '1', { choose: { ...editing, keyboard: 'KB-FR' } }), line('MON-34-UW', '2')], codes: ['LOYAL3'], course: accepted(6, 'Luc Barbier') },
  { name: 'Handbooks and training', customer: 'C-10003', daysAgo: 15, lines: [line('BOOK-ADMIN', '6'), line('TRAIN-ADMIN', '6')], course: accepted(8, 'Felix Arndt') },
  { name: 'Meeting rooms', customer: 'C-10017', daysAgo: 12, lines: [line('MEETING-ROOM', '5'), line('INST-DESK', '5')], course: accepted(7, 'Joost Hendriks') },
] // biome-ignore format: a table
