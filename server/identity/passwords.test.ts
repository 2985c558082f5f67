import { describe, expect, test } from 'vitest'
import { DomainError } from '../platform/index.ts'
import { demandGoodPassword } from './password-quality.ts'
import { hashPassword, isOutdated, verifyPassword } from './passwords.ts'

describe('a hash', () => {
  test('is proved by its password and by no other', async () => {
    const hash = await hashPassword('correct horse battery')
    expect(await verifyPassword('correct horse battery', hash)).toBe(true)
    expect(await verifyPassword('correct horse batterz', hash)).toBe(false)
    expect(isOutdated(hash)).toBe(false)
  })

  test('differs each time, and says what it was made with', async () => {
    const [one, other] = await Promise.all([hashPassword('the same one'), hashPassword('the same one')])
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/)
    expect(one).not.toBe(other)
  })

  test('looks at the whole of a long password', async () => {
    const hash = await hashPassword(`${'a'.repeat(80)}1`)
    expect(await verifyPassword(`${'a'.repeat(80)}2`, hash)).toBe(false)
  })

  test('takes the same letters typed as different code points for the same password', async () => {
    const hash = await hashPassword('Gr\u00fc\u00dfe aus K\u00f6ln')
    expect(await verifyPassword('Gru\u0308\u00dfe aus Ko\u0308ln', hash)).toBe(true)
  })

  test('that is missing or unreadable is proved by nothing', async () => {
    expect(await verifyPassword('', undefined)).toBe(false)
    expect(await verifyPassword('x', 'plain$x')).toBe(false)
    expect(
      isOutdated('scrypt$16384$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ).toBe(true)
  })
})

describe('a new password', () => {
  const person = {
    username: 'vera',
    email: 'v.lindqvist@example.com',
    givenName: 'Vera',
    familyName: 'Lindqvist',
  }

  test.each([
    ['kurz', 'short'],
    ['Password2026!', 'tried first'],
    ['aaaaaaaabbbb', 'few characters'],
    ['abcdefghijkl', 'a run'],
    ['9876543210', 'a run downwards'],
    ['Lindqvist-26', 'the own name'],
    ['v.lindqvist1', 'the own address'],
  ])('%s is refused: %s', (password) => {
    expect(() => demandGoodPassword(password, person, 10)).toThrow(DomainError)
  })

  test.each([
    'correct horse battery',
    'kq7#Lm2v!x',
    'vera and the long way home',
    'パスワードは長いほうがよい',
  ])('%s is taken', (password) => {
    expect(() => demandGoodPassword(password, person, 10)).not.toThrow()
  })
})
