import { cadSeat, cancelled, databaseHost, declined, editing, expired, line, officeSeat, rejected, renderNode, type Story, simulation, virtualHost } from './story.ts' // biome-ignore format: one line

/** Quotes that came to nothing: declined, expired, rejected inside, given up. */
export const lostStories: Story[] = [
  { name: 'Render farm', customer: 'C-10010', daysAgo: 331, lines: [line('PILOT-T8', '3', { choose: renderNode }), line('QUEUE', '3')], course: declined(20, 'Bought render time instead of machines') },
  { name: 'Shipyard CAD pool', customer: 'C-10013', daysAgo: 288, lines: [line('PILOT-T4', '16', { choose: { ...simulation, keyboard: 'KB-FR' } }), line('SUPPORT-NBD', '1')], months: 36, course: declined(33, 'A competitor was 6 % below us') },
  { name: 'Department servers', customer: 'C-10015', daysAgo: 247, lines: [line('BEACON-R1', '4'), line('RACK-24', '1'), line('UPS-3000R', '1')], course: expired },
  { name: 'Press workstations', customer: 'C-10021', daysAgo: 219, lines: [line('PILOT-T2', '5', { choose: cadSeat }), line('PEN-TAB', '5')], course: declined(12, 'Investment put off to next year') },
  { name: 'Machine hall terminals', customer: 'C-10019', daysAgo: 198, lines: [line('PILOT-C1', '35', { choose: officeSeat }), line('MON-24', '35')], course: expired },
  { name: 'Signal test bench', customer: 'C-10009', daysAgo: 172, lines: [line('PILOT-R3', '2'), line('RACK-12W', '1')], course: cancelled(5, 'The project was stopped by the customer') },
  { name: 'Playout servers', customer: 'C-10018', daysAgo: 154, lines: [line('BEACON-R2', '4', { choose: virtualHost }), line('SW-24F', '2')], discount: ['21', 'To match an offer of a competitor'], course: rejected('Nothing is left at this price. Offer the R1 with less memory instead.') },
  { name: 'Archive in the cloud', customer: 'C-10012', daysAgo: 133, lines: [line('VAULT-STORAGE', '80000'), line('VAULT-AGENT', '60')], months: 36, course: expired },
  { name: 'Trading floor', customer: 'C-10027', daysAgo: 109, lines: [line('PILOT-T2', '45', { choose: { ...cadSeat, gpu: 'GPU-L1000' } }), line('MON-34-UW', '90'), line('INST-DESK', '45')], discount: ['6', 'Volume'], course: declined(38, 'Decided for laptops') },
  { name: 'Animation seats', customer: 'C-10030', daysAgo: 92, lines: [line('PILOT-T4', '4', { choose: { ...editing, keyboard: 'KB-JP' } }), line('PEN-TAB', '4')], course: expired },
  { name: 'Ward computers', customer: 'C-10007', daysAgo: 71, lines: [line('PILOT-C1', '80', { choose: { ...officeSeat, keyboard: 'KB-DE' } }), line('BRIDGE-ESSENTIALS', '80', { plan: 'BRIDGE-ESSENTIALS.YEARLY' })], months: 36, course: declined(27, 'Tender won by another bidder') },
  { name: 'Crash simulation', customer: 'C-10008', daysAgo: 63, lines: [line('PILOT-T8', '8', { choose: { ...renderNode, gpus: '2xGPU-RT6000' } }), line('SUPPORT-247', '1')], discount: ['18', 'Strategic account'], months: 36, course: rejected('Finance does not carry 90 days and this discount together. Choose one of them.') },
  { name: 'Spare drives', customer: 'C-10016', daysAgo: 52, lines: [line('SSD-N7T6', '6'), line('HDD-X22T', '12')], course: cancelled(2, 'Ordered twice by mistake') },
  { name: 'Backup for the harbour master', customer: 'C-10017', daysAgo: 47, lines: [line('BEACON-S4', '1'), line('VAULT-AGENT', '25')], months: 24, course: expired },
  { name: 'Desk bundles', customer: 'C-10005', daysAgo: 41, lines: [line('DESK-STUDIO', '3')], discount: ['30', 'Opening of the new office'], course: rejected('Thirty per cent on a bundle is below cost. Ten at most.') },
  { name: 'Research database', customer: 'C-10026', daysAgo: 38, lines: [line('BEACON-R2', '1', { choose: databaseHost })], course: declined(18, 'The grant was not given') },
  { name: 'Library terminals', customer: 'C-10015', daysAgo: 22, lines: [line('PILOT-C1', '20', { choose: { ...officeSeat, keyboard: 'KB-FR' } })], course: cancelled(9, 'Merged into the department’s own quote') },
] // biome-ignore format: a table
