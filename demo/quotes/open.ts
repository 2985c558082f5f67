import { approved, archive, cadSeat, databaseHost, draft, editing, finalized, group, line, officeSeat, pending, rejected, renderNode, type Story, simulation, virtualHost, webHost } from './story.ts' // biome-ignore format: one line

/** What the sales team is working on today. */
export const openStories: Story[] = [
  // With the customer
  { name: 'Bridge for the whole fleet', customer: 'C-10001', daysAgo: 24, lines: [line('BRIDGE-ENTERPRISE', '260', { plan: 'BRIDGE-ENTERPRISE.YEARLY' }), line('SHIELD', '260', { plan: 'SHIELD.YEARLY' }), line('CONSULT', '3')], months: 36, course: finalized },
  { name: 'Bridge cameras and edge servers', customer: 'C-10004', daysAgo: 21, lines: [line('BEACON-E1', '6', { choose: { climate: 'hall' } }), line('UPS-850', '6')], course: finalized },
  { name: 'Wind tunnel data store', customer: 'C-10003', daysAgo: 18, lines: [line('BEACON-S4', '1', { choose: archive }), line('BEACON-R1', '1', { choose: webHost }), line('INST-RACK', '2')], course: finalized },
  { name: 'New design office', customer: 'C-10022', daysAgo: 16, lines: [...group('Workstations', [line('PILOT-T2', '8', { choose: { ...cadSeat, keyboard: 'KB-UK' } }), line('PILOT-T4', '2', { choose: simulation })]), ...group('Desks', [line('DESK-STANDARD', '10'), line('MOUSE-3D', '8'), line('HEADSET', '10', { optional: true })])], codes: ['FAIR26'], course: finalized },
  { name: 'Post-production, floor 3', customer: 'C-10024', daysAgo: 13, lines: [line('PILOT-T4', '5', { choose: editing }), line('MON-32-4K', '10'), line('BEACON-S4', '1', { choose: archive })], discount: ['5', 'Long-standing customer'], course: finalized },
  { name: 'Genome pipeline', customer: 'C-10026', daysAgo: 11, lines: [line('BEACON-R2', '2', { choose: databaseHost }), line('SUPPORT-247', '1'), line('BURST', '400')], months: 36, course: finalized },
  { name: 'Design department, next six seats', customer: 'C-10029', daysAgo: 9, lines: [line('PILOT-T4', '6', { choose: { ...simulation, memory: '4xMEM-R64', keyboard: 'KB-JP' } }), line('MON-27-4K', '12'), line('SUPPORT-NBD', '1')], months: 36, course: finalized },
  { name: 'Stock order, fourth quarter', customer: 'C-10006', daysAgo: 6, lines: [line('PILOT-T2', '20'), line('BEACON-R1', '4'), line('MON-27-4K', '30'), line('UPS-1500R', '6')], codes: ['LOYAL3'], course: finalized },

  // Approved, not yet sent
  { name: 'Offshore site office', customer: 'C-10002', daysAgo: 8, lines: [line('PILOT-T2', '6', { choose: { ...cadSeat, keyboard: 'KB-DE' } }), line('BEACON-E1', '1'), line('UPS-1500T', '2')], course: approved },
  { name: 'Film school', customer: 'C-10015', daysAgo: 5, lines: [line('PILOT-T4', '8', { choose: { ...editing, gpu1: 'GPU-RT4000', keyboard: 'KB-FR' } }), line('MON-27-4K', '16'), line('TRAIN-SITE', '1')], course: approved },
  { name: 'Pen tablets', customer: 'C-10030', daysAgo: 4, lines: [line('PEN-TAB', '2')], course: approved },
  { name: 'Map servers', customer: 'C-10016', daysAgo: 4, lines: [line('BEACON-R1', '3', { choose: { ...webHost, cpu2: 'CPU-S4-16' } }), line('SUPPORT-NBD', '1')], months: 24, course: approved },

  // Waiting for somebody's word
  { name: 'Render nodes for season three', customer: 'C-10025', daysAgo: 5, lines: [line('PILOT-T8', '10', { choose: renderNode, codes: ['PILOT50'] }), line('QUEUE', '10'), line('SUPPORT-247', '1')], months: 36, course: pending },
  { name: 'Engine test data centre', customer: 'C-10008', daysAgo: 4, lines: [...group('Servers', [line('BEACON-R2', '4', { choose: { ...virtualHost, os: 'datacenter' } }), line('BEACON-S4', '2', { choose: archive })]), ...group('Room', [line('RACK-42', '2'), line('UPS-6000R', '2'), line('SW-24F', '2'), line('PDU-M32', '4')]), ...group('Services', [line('INST-SITE', '1'), line('INST-RACK', '6'), line('PM', '5')])], discount: ['7', 'Project price'], course: { ends: 'PENDING_APPROVAL', decided: 1 } },
  { name: 'CAD seats, second lot', customer: 'C-10001', daysAgo: 3, lines: [line('PILOT-T2', '18', { choose: { ...cadSeat, keyboard: 'KB-DE' } }), line('MON-27-4K', '36')], discount: ['9', 'Second lot under the same project'], codes: ['FLEET750'], course: pending },
  { name: 'Hospital backup', customer: 'C-10007', daysAgo: 3, lines: [line('BEACON-S4', '2', { choose: archive }), line('VAULT-AGENT', '120'), line('VAULT-STORAGE', '40000')], months: 36, paymentTerms: '75 days net', course: pending },
  { name: 'Compositing seats', customer: 'C-10018', daysAgo: 2, lines: [line('PILOT-T4', '4', { choose: { ...editing, gpu1: 'GPU-RT6000' } }), line('MON-32-4K', '8')], discount: ['16', 'First order of the group'], course: pending },
  { name: 'University framework, year two', customer: 'C-10023', daysAgo: 2, lines: [line('PILOT-T2', '25', { choose: { ...cadSeat, keyboard: 'KB-UK' } }), line('BRIDGE-PRO', '25', { plan: 'BRIDGE-PRO.YEARLY' })], months: 36, terms: 'The customer’s conditions of purchase, issue 7, apply in place of ours.', course: pending },
  { name: 'Two monitors and an arm', customer: 'C-10005', daysAgo: 1, lines: [line('MON-34-UW', '2'), line('MON-ARM-2', '1')], course: pending },

  // Rejected a moment ago, and drafts
  { name: 'Sensor gateways', customer: 'C-10019', daysAgo: 7, lines: [line('BEACON-E1', '9', { choose: { climate: 'hall' } })], discount: ['19', 'To win the account'], course: rejected('Too much for a first order; half of it, and 30 days.') },
  { name: 'Pit lane telemetry', customer: 'C-10008', daysAgo: 3, lines: [line('PILOT-R3', '3', { choose: { memory: '8xMEM-R32', gpus: '1xGPU-RT5000' } }), line('LINK', '6')], months: 12, course: draft },
  { name: 'Signal box servers', customer: 'C-10009', daysAgo: 3, lines: [line('BEACON-R1', '2', { choose: webHost }), line('BEACON-E1', '4')], course: draft },
  { name: 'Precision lab', customer: 'C-10011', daysAgo: 2, lines: [line('PILOT-T4', '2', { choose: simulation }), line('MON-40-UW', '2'), line('BOOK-STORAGE', '2')], course: draft },
  { name: 'Particle analysis', customer: 'C-10012', daysAgo: 2, lines: [line('PILOT-T8', '2', { choose: { cpu1: 'CPU-S8-48', cpu2: 'CPU-S8-48', memory: '16xMEM-R64' } }), line('QUEUE', '2')], course: draft },
  { name: 'Container terminal workplaces', customer: 'C-10017', daysAgo: 1, lines: [line('PILOT-C1', '50', { choose: officeSeat }), line('DESK-STANDARD', '50'), line('BRIDGE-ESSENTIALS', '50')], months: 12, course: draft },
  { name: 'Mine planning', customer: 'C-10020', daysAgo: 1, lines: [line('PILOT-T4', '3', { choose: simulation }), line('SUPPORT-247', '1')], months: 36, course: draft },
  { name: 'Branch bundles', customer: 'C-10027', daysAgo: 1, lines: [line('RACK-STARTER', '3'), line('BEACON-R1', '3')], course: draft },
  { name: 'Studio extension', customer: 'C-10030', daysAgo: 0, lines: [line('PILOT-T4', '2', { choose: { ...editing, keyboard: 'KB-JP' } }), line('MON-32-4K', '4')], course: draft },
  { name: 'Architects’ seats', customer: 'C-10005', daysAgo: 0, lines: [line('PILOT-T2', '3', { choose: cadSeat }), line('MON-27', '6'), line('BRIDGE-PRO', '3')], months: 12, course: draft },
] // biome-ignore format: a table
