import { expect, test } from 'vitest'
import { id } from '../../contract/values.ts'
import { newId } from './new-id.ts'

test('an id says its kind, sorts by time and never comes twice', async () => {
  const first = newId('quo')
  await new Promise((done) => setTimeout(done, 3))
  const later = Array.from({ length: 5000 }, () => newId('quo'))
  expect(first).toMatch(/^quo_[0-9a-z]{26}$/)
  expect(id('quo').safeParse(first).success).toBe(true)
  expect(new Set(later).size).toBe(5000)
  expect(later.every((each) => each > first)).toBe(true)
})
