import { createHmac, hkdfSync } from 'node:crypto'
import { keyNamedBy, openUnder, type Place, sealUnder } from './envelope.ts'

export type { Place } from './envelope.ts'

/** A key that seals values: in the database it lies wrapped by a master key, here it is in the clear. */
export type DataKey = { id: string; key: Buffer; sealsFrom: Date; retired: boolean }

/**
 * Seals and opens what the database must not hold in the clear. What was stored before it was sealed opens as it is, and
 * is sealed by the next rotation.
 */
export type Keyring = {
  seal(text: string, place: Place): string
  open(stored: string, place: Place): string
  sealBytes(content: Buffer, place: Place): string
  openBytes(envelope: string, place: Place): Buffer
  /** What stands for a value in an index: the same value gives the same sign, which tells nothing about it. */
  sign(text: string, place: Omit<Place, 'row'>): string
  /** The signs under every key in use, to look a value up while keys are rotated. */
  signs(text: string, place: Omit<Place, 'row'>): string[]
  /** Whether a stored value waits for the rotation: not sealed, or under an older key. */
  isBehind(stored: string): boolean
  /** The key that seals now. */
  currentId(): string
  /** Takes over the keys the database has now. */
  replaceKeys(keys: readonly DataKey[]): void
}

type Ready = DataKey & { signing: Buffer }

export function makeKeyring(now: () => Date = () => new Date()): Keyring {
  let keys = new Map<string, Ready>()
  let newestFirst: Ready[] = []

  function current(): Ready {
    const time = now().getTime()
    const key = newestFirst.find(({ sealsFrom }) => sealsFrom.getTime() <= time) ?? newestFirst.at(-1)
    if (!key) throw new Error('The keyring was not unlocked: it holds no key')
    return key
  }
  function keyOf(envelope: string): Ready {
    const id = keyNamedBy(envelope) ?? ''
    const key = keys.get(id)
    if (!key) throw new Error(`There is no key "${id}" to open a sealed value with`)
    return key
  }
  const sealBytes = (content: Buffer, place: Place) => {
    const { id, key } = current()
    return sealUnder(id, key, content, place)
  }

  return {
    sealBytes,
    openBytes: (envelope, place) => openUnder(keyOf(envelope).key, envelope, place),
    seal: (text, place) => sealBytes(Buffer.from(text), place),
    open: (stored, place) =>
      keyNamedBy(stored) === undefined ? stored : openUnder(keyOf(stored).key, stored, place).toString(),
    sign: (text, place) => signed(current(), text, place),
    signs: (text, place) =>
      newestFirst.filter(({ retired }) => !retired).map((key) => signed(key, text, place)),
    isBehind: (stored) => keyNamedBy(stored) !== current().id,
    currentId: () => current().id,
    replaceKeys(fresh) {
      const ready = fresh.map((key) => ({ ...key, signing: derived(key.key, 'index') }))
      newestFirst = ready.toSorted((a, b) => b.sealsFrom.getTime() - a.sealsFrom.getTime())
      keys = new Map(ready.map((key) => [key.id, key]))
    },
  }
}

function signed({ signing }: Ready, text: string, { table, column }: Omit<Place, 'row'>): string {
  return createHmac('sha256', signing)
    .update(JSON.stringify([table, column, text]))
    .digest('hex')
    .slice(0, 32)
}

/** A key for another purpose: knowing one says nothing about the other. */
export function derived(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `quoin ${purpose}`, 32))
}
