/** How a quote of the demo company is told: who asked for what, what was given, and how it went. */
export type Story = {
  name: string
  customer: string
  /** Days before today on which it was made. */
  daysAgo: number
  lines: StoryLine[]
  /** Discount codes on the whole quote. */
  codes?: string[]
  /** The rep's own discount on the whole quote, in percent, and why. */
  discount?: [percent: string, reason: string]
  /** Months of recurring charges; the default where absent. */
  months?: number
  paymentTerms?: string
  terms?: string
  notes?: string
  /** By default the customer's own rep. */
  owner?: string
  course: Course
}

export type StoryLine = {
  product: string
  quantity: string
  plan?: string
  /** What was chosen on a configurable machine; the rest follows from its defaults. */
  choose?: Record<string, string | boolean>
  group?: string
  discount?: [percent: string, reason: string]
  codes?: string[]
  optional?: boolean
  notes?: string
}

/** How far it went. `days` is how long the customer took to answer, or the owner to act. */
export type Course =
  | { ends: 'DRAFT' }
  /** `decided`: so many steps have been approved already. */
  | { ends: 'PENDING_APPROVAL'; decided?: number }
  | { ends: 'APPROVED' | 'FINALIZED' }
  | { ends: 'REJECTED'; why: string }
  | { ends: 'ACCEPTED' | 'CONVERTED'; days: number; by: string; after?: Revision }
  | { ends: 'DECLINED'; days: number; why: string }
  | { ends: 'EXPIRED' }
  | { ends: 'CANCELLED'; days: number; why: string }

/** A finalized version the customer sent back: what changed in the next one. */
export type Revision = { days: number; description: string; discount: [percent: string, reason: string] }

export function line(product: string, quantity: string, more: Omit<StoryLine, 'product' | 'quantity'> = {}) {
  return { product, quantity, ...more }
}

/** Several lines under one heading. */
export function group(name: string, lines: StoryLine[]): StoryLine[] {
  return lines.map((each) => ({ ...each, group: name }))
}

export const draft: Course = { ends: 'DRAFT' }
export const pending: Course = { ends: 'PENDING_APPROVAL' }
export const approved: Course = { ends: 'APPROVED' }
export const finalized: Course = { ends: 'FINALIZED' }
export const expired: Course = { ends: 'EXPIRED' }
export const won = (days: number, by: string, after?: Revision): Course => ({
  ends: 'CONVERTED',
  days,
  by,
  ...(after ? { after } : {}),
})
export const accepted = (days: number, by: string): Course => ({ ends: 'ACCEPTED', days, by })
export const declined = (days: number, why: string): Course => ({ ends: 'DECLINED', days, why })
export const rejected = (why: string): Course => ({ ends: 'REJECTED', why })
export const cancelled = (days: number, why: string): Course => ({ ends: 'CANCELLED', days, why })

/** Machines as they are bought again and again. */
export const cadSeat = { cpu: 'CPU-A7-12', memory: '2xMEM-UE32', gpu: 'GPU-RT4000', system: 'SSD-M1T' }
export const officeSeat = { cpu: 'CPU-E4-8', memory: '2xMEM-S16', arm: true }
export const simulation = { cpu: 'CPU-W9-32', memory: '8xMEM-R64', gpu1: 'GPU-RT5000', system: 'SSD-M4T' }
export const editing = { cpu: 'CPU-W7-24', memory: '4xMEM-R32', gpu1: 'GPU-RT5000', ssd4: '4', raid: 'raid5', controller: 'RAID-8I' } // biome-ignore format: one row
export const renderNode = { cpu1: 'CPU-S8-64', cpu2: 'CPU-S8-64', memory: '16xMEM-R64', gpus: '4xGPU-RT6000' }
export const virtualHost = { cpu1: 'CPU-S6-32', cpu2: 'CPU-S6-32', mem64: '16', ssdn4: '6' }
export const databaseHost = { cpu1: 'CPU-S8-48', cpu2: 'CPU-S8-48', mem64: '24', ssdn8: '8', os: 'standard' }
export const webHost = { cpu1: 'CPU-S4-16', mem32: '8', ssd2: '4', network: 'NIC-2X10T' }
export const archive = {
  cpu: 'CPU-S4-16',
  mem32: '8',
  hddx22: '24',
  hddx16: '0',
  raid: 'raid6',
  controller: 'RAID-24I',
}
