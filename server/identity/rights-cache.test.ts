import { expect, test } from 'vitest'
import type { SignedIn } from './actor.ts'
import { rightsCache } from './rights-cache.ts'

const vera = { id: 'usr_vera' } as SignedIn // the cache looks at nothing in it
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20) + seconds * 1000)

test('who was recognised is remembered for three seconds', () => {
  const cache = rightsCache()
  cache.remember('sign', vera, at(0), at(3600), cache.mark())
  expect(cache.find('sign', at(2.9))).toBe(vera)
  expect(cache.find('sign', at(3))).toBeUndefined()
})

test('but never longer than the session lasts', () => {
  const cache = rightsCache()
  cache.remember('sign', vera, at(0), at(1), cache.mark())
  expect(cache.find('sign', at(1))).toBeUndefined()
})

test('what was read before a change of rights is not kept after it', () => {
  const cache = rightsCache()
  const mark = cache.mark()
  cache.forget()
  cache.remember('sign', vera, at(0), at(3600), mark)
  expect(cache.find('sign', at(1))).toBeUndefined()
})
