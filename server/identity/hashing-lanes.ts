import { DomainError } from '../platform/index.ts'

/**
 * Hashing a password is slow on purpose. Two at a time leave the other threads of the pool to files and names; who
 * waits behind too many is sent away. Whoever many passwords are tried for, counted in the database or seen waiting
 * here, shares a lane with others like that: one at a time, a rest after each, one name after the other, and few may
 * wait for one name. So an attack costs the attacked time, and others nothing.
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

let running = 0
const waitingFirst: (() => void)[] = []
const waiting: (() => void)[] = []
const inQuickLane = new Map<string, number>()
let slowLaneBusy = false
const inSlowLane = new Map<string, (() => void)[]>()

/** Waits for a turn; the function it returns gives it back. */
export async function hashingTurn(claimant?: Claimant): Promise<() => void> {
  if (!claimant) return quickTurn()
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
    const done = await quickTurn(known)
    return () => {
      leave()
      done()
    }
  } catch (error) {
    leave()
    throw error
  }
}

async function quickTurn(known = true): Promise<() => void> {
  const queue = known ? waitingFirst : waiting
  if (running >= atOnce) {
    if (queue.length >= longestQueue) throw new DomainError('server.busy')
    await new Promise<void>((go) => queue.push(go))
  } else running += 1
  return () => {
    const next = waitingFirst.shift() ?? waiting.shift()
    if (next) next()
    else running -= 1
  }
}

async function slowTurn(name: string): Promise<() => void> {
  if (slowLaneBusy) {
    const queue = inSlowLane.get(name) ?? []
    if (queue.length >= slowQueueOfOneName) throw new DomainError('server.busy')
    inSlowLane.set(name, queue)
    await new Promise<void>((go) => queue.push(go))
  } else slowLaneBusy = true
  const begun = performance.now()
  return () => {
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
