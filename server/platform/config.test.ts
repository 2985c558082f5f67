import { expect, test } from 'vitest'
import { loadConfig } from './config.ts'

test('without any variable the program knows what to do', () => {
  expect(loadConfig({ PORT: '' })).toMatchObject({
    port: 3000,
    publicUrl: 'http://localhost:3000',
    role: 'all',
  })
})

test('each wrong value is named with what would be right', () => {
  const wrong = () =>
    loadConfig({
      PORT: 'http',
      ROLE: 'boss',
      PUBLIC_URL: 'example.com',
      DATABASE_URL: 'mysql://u:secret@h/d',
    })
  expect(wrong).toThrow(/PORT: must be a number \(it is "http"\)/)
  expect(wrong).toThrow(/ROLE: .*"all"/)
  expect(wrong).toThrow(/PUBLIC_URL: must be the address/)
  expect(wrong).toThrow(/DATABASE_URL: must look like postgres:/)
  expect(wrong).not.toThrow(/secret/)
  expect(wrong).toThrow(expect.objectContaining({ exitCode: 2 }))
})
