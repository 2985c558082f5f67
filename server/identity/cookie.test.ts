import { expect, test } from 'vitest'
import { cookieName, readCookie, sessionCookie } from './cookie.ts'

const now = new Date('2026-11-20T09:00:00Z')
const inAnHour = new Date('2026-11-20T10:00:00Z')
const secret = 'a'.repeat(43)

test('over https the cookie is bound to this host and to safe connections', () => {
  expect(sessionCookie('https://quotes.example.com', secret, inAnHour, now)).toBe(
    `__Host-quoin=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure`,
  )
})

test('over http, for a first look, it is at least out of reach of scripts and other sites', () => {
  expect(sessionCookie('http://localhost:3000', secret, inAnHour, now)).toBe(
    `quoin=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600`,
  )
})

test('signing out takes it away', () => {
  expect(sessionCookie('http://localhost:3000', '', now, now)).toContain('Max-Age=0')
})

test('is found among others, by its whole name only', () => {
  expect(readCookie(`theme=dark; quoin=${secret}`, cookieName('http://localhost'))).toBe(secret)
  expect(readCookie(`notquoin=${secret}; __Host-quoin=${secret}`, 'quoin')).toBeUndefined()
  expect(readCookie(`quoin=short`, 'quoin')).toBeUndefined()
  expect(readCookie(undefined, 'quoin')).toBeUndefined()
})
