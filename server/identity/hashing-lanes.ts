import { DomainError } from '../platform/index.ts'

/**
 * Hashing a password is slow on purpose. Two at a time leave the other threads of the pool to files and names; who
 * waits behind too many is sent away. Whoever is known at their address comes first, and of all others one at a time is
 * hashed, so that a core is left to them and to the rest of the program. Whoever many passwords are tried for, counted in
 * the database or seen waiting here, shares a lane with others like that: a rest after each, one name after the other, and
 * few may wait for one name. So an attack costs the attacked time, and others nothing.
 */
export type Claimant = {
  /** Whose password it is said to be. */
  name: string
  suspect: boolean
  /** From an address they signed in from before: such come first. */
  known?: boolean
}

const atOnce = 2
const longestQueue = 100
/** As many of one name may wait or run in the quick lane; the rest goes to the slow one. */
const ofOneName = 1
const slowQueueOfOneName = 5
/** Rest after a turn in the slow lane, in lengths of the turn: the lane takes at most a quarter of one core. */
const rest = 3

/** Who waits, in the order of their turn: known ones, others, and the one of the slow lane whose turn it is. */
const queues = { known: [] as (() => void)[], other: [] as (() => void)[], suspect: [] as (() => void)[] }
type Rank = keyof typeof queues
const running = { known: 0, other: 0 }
const inQuickLane = new Map<string, number>()
let slowLaneBusy = false
const inSlowLane = new Map<string, (() => void)[]>()

/** Waits for a turn; the function it returns gives it back. */
export async function hashingTurn(claimant?: Claimant): Promise<() => void> {
  if (!claimant) return turn('known')
  const { name, suspect, known = false } = claimant
  const present = inQuickLane.get(name) ?? 0
  if (suspect || present >= ofOneName) return slowTurn(name)
  inQuickLane.set(name, present + 1)
  const leave = () => {
    const left = (inQuickLane.get(name) ?? 1) - 1
    if (left > 0) inQuickLane.set(name, left)
    else inQuickLane.delete(name)
  }
  try {
    const done = await turn(known ? 'known' : 'other')
    return () => {
      leave()
      done()
    }
  } catch (error) {
    leave()
    throw error
  }
}

async function turn(rank: Rank): Promise<() => void> {
  const kind = rank === 'known' ? 'known' : 'other'
  const queue = queues[rank]
  if (queue.length > 0 || !isFree(kind)) {
    if (queue.length >= longestQueue) throw new DomainError('server.busy')
    await new Promise<void>((go) => queue.push(go))
  } else running[kind] += 1
  return () => {
    running[kind] -= 1
    letIn()
  }
}

/** Of those who are not known one at a time, and none while somebody known waits. */
function isFree(kind: keyof typeof running): boolean {
  if (running.known + running.other >= atOnce) return false
  return kind === 'known' || (running.other === 0 && queues.known.length === 0)
}

function letIn(): void {
  for (const rank of ['known', 'other', 'suspect'] as const) {
    const kind = rank === 'known' ? 'known' : 'other'
    while (queues[rank].length > 0 && isFree(kind)) {
      running[kind] += 1
      queues[rank].shift()?.()
    }
  }
}

async function slowTurn(name: string): Promise<() => void> {
  if (slowLaneBusy) {
    const queue = inSlowLane.get(name) ?? []
    if (queue.length >= slowQueueOfOneName) throw new DomainError('server.busy')
    inSlowLane.set(name, queue)
    await new Promise<void>((go) => queue.push(go))
  } else slowLaneBusy = true
  const done = await turn('suspect')
  const begun = performance.now()
  return () => {
    done()
    setTimeout(nextInSlowLane, rest * (performance.now() - begun)).unref()
  }
}

/** The next one of the name whose turn it is; the name then goes to the end. */
function nextInSlowLane(): void {
  const [first] = inSlowLane
  if (!first) {
    slowLaneBusy = false
    return
  }
  const [name, queue] = first
  const go = queue.shift()
  inSlowLane.delete(name)
  if (queue.length > 0) inSlowLane.set(name, queue)
  go?.()
}
