const size = 64

/**
 * A list that can be changed at one place without copying all of it: the former list stays as it was, and shares what
 * did not change. A quote of ten thousand lines is changed at the cost of one of a hundred.
 */
export class Pages<T> {
  readonly length: number
  readonly #pages: readonly (readonly T[])[]

  private constructor(pages: readonly (readonly T[])[], length: number) {
    this.#pages = pages
    this.length = length
  }

  static from<T>(values: readonly T[]): Pages<T> {
    const pages: T[][] = []
    for (let start = 0; start < values.length; start += size) pages.push(values.slice(start, start + size))
    return new Pages(pages, values.length)
  }

  at(index: number): T {
    // Places come from this list's own ids and lengths.
    return (this.#pages[index >> 6] as readonly T[])[index & 63] as T
  }

  /** The list with some places replaced. */
  with(changes: ReadonlyMap<number, T>): Pages<T> {
    if (changes.size === 0) return this
    const pages = [...this.#pages]
    const own = new Set<number>()
    for (const [index, value] of changes) {
      const number = index >> 6
      if (!own.has(number)) {
        pages[number] = [...(pages[number] as readonly T[])]
        own.add(number)
      }
      ;(pages[number] as T[])[index & 63] = value
    }
    return new Pages(pages, this.length)
  }

  /** Calls for each value in order; cheaper than iterating where there are many. */
  forEach(look: (value: T, index: number) => void): void {
    let index = 0
    for (const page of this.#pages) for (const value of page) look(value, index++)
  }

  toArray(): T[] {
    return this.#pages.flat() as T[]
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const page of this.#pages) yield* page
  }
}
