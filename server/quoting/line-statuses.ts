import type { LineStatus } from '../../contract/quotes.ts'

type Known = ReadonlyMap<string, LineStatus>

/** Statuses of lines as stored; the next state shares with the former one what did not change. */
export class LineStatuses {
  readonly #stored: Known
  readonly #since: Known

  constructor(stored: Known = new Map(), since: Known = new Map()) {
    this.#stored = stored
    this.#since = since
  }

  get(line: string): LineStatus | undefined {
    return this.#since.get(line) ?? this.#stored.get(line)
  }

  with(changed: readonly (readonly [line: string, status: LineStatus])[]): LineStatuses {
    if (changed.length === 0) return this
    const since = new Map([...this.#since, ...changed])
    return since.size > 1000
      ? new LineStatuses(new Map([...this.#stored, ...since]))
      : new LineStatuses(this.#stored, since)
  }
}
