import type { Problem } from '../../../contract/problem.ts'
import type { Command, Quote } from '../../../contract/quotes.ts'
import type { InstantPrices, InstantPricing } from '../engine/instant-prices.ts'
import { withPrices } from '../engine/with-prices.ts'
import { guess, linesOf } from './guess.ts'
import { type Conflict, conflictOf, type QuoteServer, type QuoteState, type Refused, type Sent } from './quote-state.ts' // biome-ignore format: one line
import { replaces } from './replaces.ts'
import { reuse } from './reuse.ts'
import type { Edit, Unsent } from './unsent.ts'

const nothing: ReadonlySet<string> = new Set()

type Work = { kind: 'edit'; edit: Edit } | { kind: 'undo' | 'redo'; key: string }

export type QuoteStore = ReturnType<typeof createQuoteStore>

/**
 * Holds one quote outside of React. Edits are shown at once, sent one after the other, and kept until the server has
 * acknowledged them; what it refuses or what collides with another person's edit is put to the person, never dropped.
 */
export function createQuoteStore(
  loaded: Quote,
  server: QuoteServer,
  unsent: Unsent,
  key: () => string,
  pricing?: InstantPricing,
) {
  let saved = loaded
  let work: Work[] = unsent.read().map((edit) => ({ kind: 'edit', edit }))
  let sending = false
  /** Sent at least once: its key and body belong together from then on. */
  let tried: string | undefined
  let unreachable: string | undefined
  let conflict: Conflict | undefined
  let refused: Refused[] = []
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What the pricer here made of the waiting edits. */
  let prices: { of: Quote; made: InstantPrices; whole: boolean } | undefined
  let asked: Quote | undefined
  let last: { saved: Quote; commands: Command[]; guessed: Quote } = { saved, commands: [], guessed: saved }
  let state = present()
  const listeners = new Set<() => void>()
  const idle: ((quote: Quote) => void)[] = []

  function present(): QuoteState {
    const commands = work.flatMap((one) => (one.kind === 'edit' ? one.edit.commands : []))
    const guessed = guessFrom(commands)
    const priced = prices?.of === guessed
    return {
      quote: prices && work.length > 0 ? withPrices(guessed, prices.made) : guessed,
      guessed,
      phase: unreachable !== undefined ? 'unreachable' : work.length > 0 ? 'saving' : 'saved',
      ...(unreachable === undefined ? {} : { sentence: unreachable }),
      waiting: work.length,
      priced,
      touched: priced && prices?.whole ? nothing : new Set(commands.flatMap(linesOf)),
      ...(conflict ? { conflict } : {}),
      refused,
    }
  }

  /** The same edits on the same state look the same: as one object, so that it can be told from others. */
  function guessFrom(commands: Command[]): Quote {
    const same =
      last.saved === saved &&
      last.commands.length === commands.length &&
      commands.every((command, index) => command === last.commands[index])
    if (!same) last = { saved, commands, guessed: commands.reduce(guess, saved) }
    return last.guessed
  }

  /** Prices the waiting edits here; the server's amounts come later, and count. */
  async function priceHere(quote: Quote): Promise<void> {
    if (!pricing || asked === quote || !quote.editable) return
    asked = quote
    if (work.length === 0) {
      prices = undefined
      return pricing.settle(quote)
    }
    const show = (made: InstantPrices, whole: boolean) => {
      if (state.guessed !== quote || work.length === 0) return
      prices = { of: quote, made, whole }
      announce()
    }
    const { charges, quoteDiscounts } = state.quote
    const known = prices?.made.lines ?? new Map()
    const made = await pricing.price(quote, (sums) =>
      show({ charges, quoteDiscounts, ...sums, lines: known }, false),
    )
    if (made) show(made, true)
  }

  function announce() {
    state = present()
    // Begun before anything is drawn, so that the pricer works meanwhile.
    priceHere(state.guessed).catch(() => {}) // without prices here the server's are waited for
    for (const listener of listeners) listener()
    if (work.length === 0) for (const done of idle.splice(0)) done(saved)
  }

  function change(commands: Command[], words: string): void {
    if (commands.length === 0) return
    const last = work.at(-1)
    const fresh = last?.kind === 'edit' && last.edit.key !== tried
    if (fresh && !conflict && replaces(last.edit.commands, commands)) {
      last.edit = { ...last.edit, commands, words }
      unsent.put(last.edit)
    } else {
      const edit: Edit = { key: key(), seq: saved.seq, commands, words }
      work = [...work, { kind: 'edit', edit }]
      unsent.put(edit)
    }
    announce()
    void run()
  }

  function again(kind: 'undo' | 'redo'): void {
    work = [...work, { kind, key: key() }]
    announce()
    void run()
  }

  async function run(): Promise<void> {
    if (sending || conflict) return
    clearTimeout(timer)
    sending = true
    try {
      for (let next = work[0]; next && !conflict; next = work[0]) {
        const sent = await perform(next)
        if (sent.kind === 'unreachable') return wait(sent.sentence)
        unreachable = undefined
        failures = 0
        if (sent.kind === 'done') acknowledge(next, sent.quote)
        else await refuse(next, sent.problem)
        announce()
      }
    } finally {
      sending = false
    }
  }

  function perform(next: Work): Promise<Sent> {
    if (next.kind === 'edit') {
      tried = next.edit.key
      return server.send(next.edit, saved)
    }
    return next.kind === 'undo' ? server.undo(next.key, saved) : server.redo(next.key, saved)
  }

  /** Tries again by itself, more and more seldom; the person can ask for it sooner. */
  function wait(sentence: string): void {
    unreachable = sentence
    failures++
    timer = setTimeout(() => void run(), Math.min(30_000, 1000 * 2 ** failures))
    announce()
  }

  function acknowledge(done: Work, answer: Quote): void {
    const before = saved.seq
    saved = reuse(saved, answer)
    take(done)
    // Nobody else came in between: what waits was made on what the person now sees saved. An edit that had got through
    // before the page was closed is counted from the state it was made on.
    const made = new Set([before, ...(done.kind === 'edit' ? [done.edit.seq] : [])])
    for (const one of work) {
      const follows = one.kind === 'edit' && made.has(one.edit.seq) && answer.seq === one.edit.seq + 1
      if (follows) one.edit = { ...one.edit, seq: answer.seq }
    }
  }

  async function refuse(failed: Work, problem: Problem): Promise<void> {
    if (failed.kind === 'edit' && problem.code === 'command.conflict') {
      conflict = conflictOf(failed.edit, problem)
      return
    }
    take(failed)
    const words = failed.kind === 'edit' ? failed.edit.words : failed.kind
    refused = [...refused, { key: failed.kind === 'edit' ? failed.edit.key : failed.key, words, problem }]
    await load()
  }

  function take(done: Work): void {
    work = work.filter((one) => one !== done)
    if (done.kind === 'edit') unsent.drop(done.edit.key)
  }

  async function load(): Promise<void> {
    const fresh = await server.load(saved)
    if (fresh.kind === 'done' && fresh.quote.seq >= saved.seq) saved = reuse(saved, fresh.quote)
  }

  async function settle(whose: 'mine' | 'theirs'): Promise<void> {
    const open = conflict
    if (!open) return
    await load()
    const index = work.findIndex((one) => one.kind === 'edit' && one.edit === open.edit)
    const found = work[index]
    if (found && whose === 'theirs') take(found)
    if (found?.kind === 'edit' && whose === 'mine') {
      unsent.drop(found.edit.key)
      found.edit = { ...found.edit, key: key(), seq: saved.seq }
      unsent.put(found.edit)
    }
    conflict = undefined
    announce()
    void run()
  }

  if (work.length > 0) void run()
  else priceHere(saved).catch(() => {})

  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Carries out commands: shown now, saved in a moment. */
    change,
    undo: () => again('undo'),
    redo: () => again('redo'),
    settle,
    /** The person has read why an edit was refused. */
    dismiss(of: string) {
      refused = refused.filter((one) => one.key !== of)
      announce()
    },
    retry: () => void run(),
    /** The person gives up the edit that does not get through. */
    discard() {
      const first = work[0]
      if (!first || sending || conflict) return
      take(first)
      unreachable = undefined
      announce()
      void run()
    },
    /** Takes over an answer the server gave to something else, such as a submission. */
    adopt(answer: Quote) {
      saved = reuse(saved, answer)
      announce()
    },
    /** Looks what others did meanwhile. */
    async refresh() {
      if (work.length > 0) return
      await load()
      announce()
    },
    /** The quote once everything is saved. */
    settled(): Promise<Quote> {
      if (work.length === 0) return Promise.resolve(saved)
      return new Promise((resolve) => idle.push(resolve))
    },
  }
}
