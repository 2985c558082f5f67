import { describe, expect, test } from 'vitest'
import { defaultSettings, settings, settingsChange } from '../../contract/settings.ts'
import { merge, withDefaults } from './settings.ts'

describe('settings', () => {
  test('as delivered are complete and valid', () => {
    expect(settings.parse(defaultSettings)).toEqual(defaultSettings)
  })

  test('keep only what was decided, so that other defaults may improve', () => {
    expect(merge({}, { quotes: { validityDays: 14 } })).toEqual({ quotes: { validityDays: 14 } })
    expect(withDefaults({ quotes: { validityDays: 14 } }).quotes.paymentTermsDays).toBe(30)
  })

  test('go back to their default with null', () => {
    const stored = merge({ company: { name: 'Borealis', phone: '1' } }, { company: { phone: null } })
    expect(stored).toEqual({ company: { name: 'Borealis' } })
  })

  test.each([
    { company: { name: null } },
    { locale: { zone: 'Mars/Olympus' } },
    { locale: { language: 'english please' } },
    { company: { website: 'javascript:alert(1)' } },
    { quotes: { validityDays: 0 } },
    { quotes: { validityDay: 3 } },
    { security: { passwordMinimumLength: 4 } },
    { secrets: {} },
  ])('refuse %j', (change) => {
    expect(settingsChange.safeParse(change).success).toBe(false)
  })
})
