import { DomainError } from '../platform/index.ts'

/**
 * Hashing a password is slow on purpose. Two at a time leave the other threads of the pool to files and names; who
 * waits behind too many is sent away. Names that wrong passwords are being tried on share a lane of their own: one at
 * a time, a rest after each, name after name, and few may wait for one name. So an attack costs the attacked time,
 * and others nothing.
 */
const atOnce = 2
const longestQueue = 100
const longestQueueOfSuspect = 5
/** Rest after a suspect's turn, in lengths of the turn: the lane takes at most a quarter of one core. */
const rest = 3

let running = 0
const calm: (() => void)[] = []
const suspects = new Map<string, (() => void)[]>()
let laneBusy = false

/** Waits for a turn; the function it returns gives it back. */
export async function hashingTurn(suspect?: string): Promise<() => void> {
  if (suspect !== undefined) return suspectTurn(suspect)
  if (running >= atOnce) {
    if (calm.length >= longestQueue) throw new DomainError('server.busy')
    await new Promise<void>((go) => calm.push(go))
  } else running += 1
  return () => {
    const next = calm.shift()
    if (next) next()
    else running -= 1
  }
}

async function suspectTurn(name: string): Promise<() => void> {
  if (laneBusy) {
    const waiting = suspects.get(name) ?? []
    if (waiting.length >= longestQueueOfSuspect) throw new DomainError('server.busy')
    suspects.set(name, waiting)
    await new Promise<void>((go) => waiting.push(go))
  } else laneBusy = true
  const begun = performance.now()
  return () => {
    setTimeout(nextSuspect, rest * (performance.now() - begun)).unref()
  }
}

/** The next one of the name whose turn it is; the name then goes to the end. */
function nextSuspect(): void {
  const [first] = suspects
  if (!first) {
    laneBusy = false
    return
  }
  const [name, waiting] = first
  const go = waiting.shift()
  suspects.delete(name)
  if (waiting.length > 0) suspects.set(name, waiting)
  go?.()
}
