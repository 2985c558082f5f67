import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../contract/problem.ts'
import type { Quote } from '../../../contract/quotes.ts'
import { guess } from './guess.ts'
import type { Sent } from './quote-state.ts'
import { createQuoteStore } from './quote-store.ts'
import { sampleQuote } from './sample-quote.ts'
import { type Edit, unsentOf } from './unsent.ts'

/** A server with one quote that answers when told to, and another person who edits it too. */
function fixture(quote: Quote = sampleQuote()) {
  let kept = quote
  let answerAll = true
  const held: (() => void)[] = []
  const sent: Edit[] = []
  const script: Sent[] = []
  const shelf = new Map<string, string>()
  const storage = {
    getItem: (name: string) => shelf.get(name) ?? null,
    setItem: (name: string, value: string) => void shelf.set(name, value),
    removeItem: (name: string) => void shelf.delete(name),
  }
  const carryOut = (edit: Edit): Sent => {
    const scripted = script.shift()
    if (scripted) return scripted
    kept = { ...edit.commands.reduce(guess, kept), seq: kept.seq + 1 }
    return { kind: 'done', quote: structuredClone(kept) }
  }
  const server = {
    load: async (): Promise<Sent> => ({ kind: 'done', quote: structuredClone(kept) }),
    send: async (edit: Edit) => {
      sent.push(edit)
      if (!answerAll) await new Promise<void>((go) => held.push(go))
      return carryOut(edit)
    },
    undo: async (): Promise<Sent> => ({ kind: 'done', quote: { ...quote, seq: kept.seq + 1 } }),
    redo: async (): Promise<Sent> => ({ kind: 'done', quote: { ...quote, seq: kept.seq + 1 } }),
  }
  let keys = 0
  const open = () =>
    createQuoteStore(structuredClone(kept), server, unsentOf(storage, quote.id), () => `key-${++keys}`)
  return {
    open,
    sent,
    script,
    shelf,
    hold: () => {
      answerAll = false
    },
    release: () => {
      answerAll = true
      for (const go of held.splice(0)) go()
    },
    others: (change: (quote: Quote) => Quote) => {
      kept = { ...change(kept), seq: kept.seq + 1 }
    },
    kept: () => kept,
  }
}
const quantity = (line: `lin_${string}`, value: string) =>
  ({ type: 'setQuantity', line, quantity: value }) as const
const refusal = (code: Problem['code'], details: Record<string, unknown> = {}): Sent => ({
  kind: 'refused',
  problem: { type: 'about:blank', title: code, status: 409, detail: 'no', code, requestId: 'r', details },
})
const tick = () => new Promise((done) => setTimeout(done, 0))

describe('editing a quote', () => {
  it('an edit is seen at once and saved in the background', async () => {
    const { open, hold, release, kept } = fixture()
    hold()
    const store = open()
    store.change([quantity('lin_tower00', '3')], 'quantity to 3')
    expect(store.get().quote.lines[0]?.quantity).toBe('3')
    expect(store.get().phase).toBe('saving')
    expect(store.get().touched.has('lin_tower00')).toBe(true)
    release()
    await store.settled()
    expect(store.get().phase).toBe('saved')
    expect(kept().lines[0]?.quantity).toBe('3')
  })

  it('typing on in a field sends the last value, not each key', async () => {
    const { open, hold, release, sent } = fixture()
    hold()
    const store = open()
    for (const value of ['1', '12', '123']) store.change([quantity('lin_cable00', value)], 'quantity')
    release()
    await store.settled()
    expect(sent.map((edit) => edit.commands[0])).toEqual([
      quantity('lin_cable00', '1'),
      quantity('lin_cable00', '123'),
    ])
  })

  it('edits behind one another are made on what the former left, so that nobody collides with themselves', async () => {
    const { open, sent } = fixture()
    const store = open()
    store.change([quantity('lin_tower00', '2')], 'a')
    store.change([quantity('lin_cable00', '5')], 'b')
    await store.settled()
    expect(sent.map((edit) => edit.seq)).toEqual([7, 8])
  })

  it('an edit made before somebody else’s was seen says so to the server', async () => {
    const { open, sent, hold, release, others } = fixture()
    hold()
    const store = open()
    store.change([quantity('lin_tower00', '2')], 'a')
    store.change([quantity('lin_cable00', '5')], 'b')
    others((quote) => ({ ...quote, name: 'renamed' }))
    release()
    await store.settled()
    expect(sent.map((edit) => edit.seq)).toEqual([7, 7])
    expect(store.get().quote.name).toBe('renamed')
  })

  it('unsent edits are there after a reload and are sent then', async () => {
    const first = fixture()
    first.hold()
    first.open().change([quantity('lin_cable00', '9')], 'quantity to 9')
    await tick()
    const reopened = first.open()
    expect(reopened.get().quote.lines[1]?.quantity).toBe('9')
    first.release()
    await reopened.settled()
    expect(first.kept().lines[1]?.quantity).toBe('9')
    expect(new Set(first.sent.map((edit) => edit.key)).size).toBe(1)
    expect(first.shelf.size).toBe(0)
  })

  it('an edit that got through before the page closed does not collide with the one behind it', async () => {
    const { open, sent, script, shelf, others, kept } = fixture()
    const edits = ['5', '7'].map((value): Edit => {
      const commands = [quantity('lin_cable00', value)]
      return { key: `closed-${value}`, seq: 7, commands, words: `quantity to ${value}` }
    })
    shelf.set(`quoin.unsent.${kept().id}`, JSON.stringify(edits))
    // The server has the first, and answers it again as it did when nobody was there to read it.
    others((quote) => guess(quote, quantity('lin_cable00', '5')))
    script.push({ kind: 'done', quote: structuredClone(kept()) })
    const opened = open()
    await opened.settled()
    expect(sent.map((edit) => edit.seq)).toEqual([7, 8])
    expect(kept().lines[1]?.quantity).toBe('7')
  })

  it('when the server cannot be reached the edit waits and is tried again', async () => {
    const { open, script, kept } = fixture()
    script.push({ kind: 'unreachable', sentence: 'You are offline.' })
    const store = open()
    store.change([quantity('lin_tower00', '4')], 'a')
    await tick()
    expect(store.get().phase).toBe('unreachable')
    expect(store.get().quote.lines[0]?.quantity).toBe('4')
    store.retry()
    await store.settled()
    expect(kept().lines[0]?.quantity).toBe('4')
  })

  it('a refused edit is taken back and named, those behind it go on', async () => {
    const { open, script } = fixture()
    script.push(refusal('command.invalid'))
    const store = open()
    store.change([quantity('lin_tower00', '4')], 'quantity of Tower to 4')
    store.change([quantity('lin_cable00', '6')], 'b')
    await store.settled()
    expect(store.get().quote.lines.map((line) => line.quantity)).toEqual(['1', '6'])
    expect(store.get().refused.map((one) => one.words)).toEqual(['quantity of Tower to 4'])
  })

  it('where somebody else changed the same field the person decides', async () => {
    const { open, script, others, sent } = fixture()
    others((quote) => guess(quote, quantity('lin_tower00', '8')))
    script.push(refusal('command.conflict', { who: 'Ben', what: 'quantity', theirs: '8', yours: '4' }))
    const store = open()
    store.change([quantity('lin_tower00', '4')], 'a')
    await tick()
    expect(store.get().conflict).toMatchObject({ who: 'Ben', theirs: '8', yours: '4' })
    await store.settle('mine')
    await store.settled()
    expect(store.get().quote.lines[0]?.quantity).toBe('4')
    expect(sent[0]?.key).not.toBe(sent[1]?.key)
    expect(sent[1]?.seq).toBe(8)
  })

  it('taking the other person’s value drops only the edit that collided', async () => {
    const { open, script, others } = fixture()
    const store = open()
    others((quote) => guess(quote, quantity('lin_tower00', '8')))
    script.push(refusal('command.conflict', { who: 'Ben', what: 'quantity', theirs: '8', yours: '4' }))
    store.change([quantity('lin_tower00', '4')], 'a')
    store.change([quantity('lin_cable00', '6')], 'b')
    await tick()
    await store.settle('theirs')
    await store.settled()
    expect(store.get().quote.lines.map((line) => line.quantity)).toEqual(['8', '6'])
  })

  it('rows that did not change keep their identity, so that they are not drawn again', async () => {
    const store = fixture().open()
    const before = store.get().quote.lines
    store.change([quantity('lin_cable00', '2')], 'a')
    const after = await store.settled()
    expect(after.lines[0]).toBe(before[0])
    expect(after.lines[1]).not.toBe(before[1])
  })
})
