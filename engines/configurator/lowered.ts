/** Variables of a flat model as literals and number variables of the kernel. */
import { type FlatModel, type FlatVariable, type Instance, indexOf } from './flat.ts'
import { Builder } from './kernel/build.ts'
import { FALSE, TRUE } from './kernel/state.ts'
import type { Value } from './model.ts'
import { isDecimal, rational } from './rational.ts'
import type { TableCache } from './table-cache.ts'

/** Number variables up to this many values have a literal for each value; larger ones only bounds where needed. */
const EXPLICIT = 256

export type Encoding = {
  variable: FlatVariable
  /** Literal of each value: options of a choice, [no, yes] of a boolean, indices of a small number variable. */
  literals: number[]
  /** For small number variables: the indices that `literals` stand for. */
  indices: number[]
  /** Kernel number variable; −1 for others. */
  integer: number
  /** There: literal of the component; always there: TRUE. */
  presence: number
}

export class Lowered {
  readonly flat: FlatModel
  readonly builder = new Builder()
  readonly encodings = new Map<FlatVariable, Encoding>()
  /** Variable of a value literal → the encoding it belongs to. */
  readonly ownerOf = new Map<number, Encoding>()
  /** Number variables known by bounds only, and variables of components that may be absent. */
  readonly largeNumbers: Encoding[] = []
  readonly optional: Encoding[] = []
  readonly tables: TableCache
  private readonly presences = new Map<Instance, number>()

  constructor(flat: FlatModel, tables: TableCache) {
    this.flat = flat
    this.tables = tables
  }

  encoding(v: FlatVariable): Encoding {
    const e = this.encodings.get(v)
    if (!e) throw new Error(`not encoded: ${v.path}`)
    return e
  }

  /** The literal that the instance is there. */
  presence(owner: Instance | null): number {
    if (owner === null) return TRUE
    const known = this.presences.get(owner)
    if (known !== undefined) return known
    const slot = this.encoding(owner.slot)
    const parent = this.presence(owner.parent)
    const k = owner.index - owner.min
    const l = k < 0 ? parent : this.builder.atMost(slot.integer, k) ^ 1
    this.presences.set(owner, l)
    return l
  }

  encodeBoolean(v: FlatVariable): void {
    const b = this.builder
    const presence = this.presence(v.owner)
    const yes = b.literal()
    let no = yes ^ 1
    if (presence !== TRUE) {
      no = b.literal()
      this.exactlyOne([yes, no], presence)
      b.ask(no)
    }
    b.ask(yes)
    this.set(v, [no, yes], [], -1, presence)
  }

  encodeChoice(v: FlatVariable): void {
    const b = this.builder
    const presence = this.presence(v.owner)
    // Two options that exclude each other need one variable only.
    const literals =
      presence === TRUE && v.options.length === 2 ? pair(b.literal()) : v.options.map(() => b.literal())
    for (const l of literals) b.ask(l)
    if (literals.length !== 2 || presence !== TRUE) this.exactlyOne(literals, presence)
    if (presence === TRUE) b.prefer(literals[0]!)
    this.set(v, literals, [], -1, presence)
  }

  /** `values`: indices that are possible at all, when something narrower than 0 … last is known. */
  encodeNumber(v: FlatVariable, values: number[] | null): void {
    const b = this.builder
    const presence = this.presence(v.owner)
    const optional = presence !== TRUE
    const size = values?.length ?? v.last + 1
    if (size > EXPLICIT * (values ? 8 : 1)) {
      const integer = b.lazyInteger(optional ? -1 : 0, v.last)
      if (optional) this.tiePresence(b.atMost(integer, -1), presence)
      this.set(v, [], [], integer, presence)
      return
    }
    const indices = values ?? Array.from({ length: v.last + 1 }, (_, k) => k)
    const all = optional ? [-1, ...indices] : indices
    const integer = b.integer(all)
    if (optional) this.tiePresence(b.atMost(integer, -1), presence)
    const literals = indices.map((k) => this.makeEquals(integer, k, all))
    for (const l of literals) b.ask(l)
    this.set(v, literals, indices, integer, presence)
  }

  private tiePresence(absent: number, presence: number): void {
    this.builder.clause([absent, presence])
    this.builder.clause([absent ^ 1, presence ^ 1])
  }

  private makeEquals(integer: number, k: number, all: number[]): number {
    const b = this.builder
    const atMost = b.atMost(integer, k)
    const below = k === all[0] ? FALSE : b.atMost(integer, k - 1)
    if (below === FALSE) return atMost
    if (atMost === TRUE) return below ^ 1
    const l = b.literal()
    b.clause([l ^ 1, atMost])
    b.clause([l ^ 1, below ^ 1])
    b.clause([l, atMost ^ 1, below])
    return l
  }

  private set(v: FlatVariable, literals: number[], indices: number[], integer: number, presence: number) {
    const e = { variable: v, literals, indices, integer, presence }
    this.encodings.set(v, e)
    if (integer >= 0 && literals.length === 0) this.largeNumbers.push(e)
    if (presence !== TRUE) this.optional.push(e)
    for (const l of literals) if (!this.ownerOf.has(l >> 1)) this.ownerOf.set(l >> 1, e)
  }

  /** Exactly one literal is true where `presence` is, none elsewhere. */
  private exactlyOne(literals: number[], presence: number): void {
    const b = this.builder
    b.clause([presence ^ 1, ...literals])
    if (presence !== TRUE) for (const l of literals) b.clause([l ^ 1, presence])
    this.atMostOne(literals)
  }

  /** Pairwise for few literals, in groups with a ladder between them for many. */
  atMostOne(literals: number[]): void {
    const b = this.builder
    if (literals.length <= 48) {
      for (let i = 0; i < literals.length; i++) {
        for (let j = i + 1; j < literals.length; j++) b.clause([literals[i]! ^ 1, literals[j]! ^ 1])
      }
      return
    }
    const above: number[] = []
    for (let i = 0; i < literals.length; i += 16) {
      const group = literals.slice(i, i + 16)
      const any = b.literal()
      for (const l of group) b.clause([l ^ 1, any])
      b.clause([any ^ 1, ...group])
      this.atMostOne(group)
      above.push(any)
    }
    this.atMostOne(above)
  }

  /** The literal that the variable is there and has this value; FALSE for a value outside its domain. */
  literalOf(v: FlatVariable, value: Value): number {
    const e = this.encoding(v)
    if (v.kind === 'boolean')
      return value === true ? e.literals[1]! : value === false ? e.literals[0]! : FALSE
    if (v.kind === 'choice') {
      const at = v.options.indexOf(String(value))
      return at < 0 ? FALSE : e.literals[at]!
    }
    if (v.kind !== 'number' || !isDecimal(value)) return FALSE
    const k = indexOf(v, rational(value))
    return k < 0 ? FALSE : this.equals(e, k)
  }

  /** The literal that a number variable has index k. */
  equals(e: Encoding, k: number): number {
    if (e.indices.length > 0) {
      const at = positionIn(e.indices, k)
      return at < 0 ? FALSE : e.literals[at]!
    }
    const known = this.lazyEquals.get(`${e.integer}=${k}`)
    if (known !== undefined) return known
    const x = this.builder.integers[e.integer]!
    const l = this.makeEquals(e.integer, k, [x.lo])
    this.lazyEquals.set(`${e.integer}=${k}`, l)
    return l
  }

  private readonly lazyEquals = new Map<string, number>()
}

function pair(l: number): number[] {
  return [l, l ^ 1]
}

function positionIn(sorted: number[], k: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const mid = (low + high) >> 1
    if (sorted[mid] === k) return mid
    if (sorted[mid]! < k) low = mid + 1
    else high = mid - 1
  }
  return -1
}
