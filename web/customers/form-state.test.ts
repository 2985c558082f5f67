import { describe, expect, test } from 'vitest'
import { emptyAddress, emptyContact, requestOf, stateOf } from './form-state.ts'

describe('the customer form', () => {
  test('sends what was emptied as null, so that it is emptied and not kept', () => {
    const request = requestOf({ ...stateOf(), company: 'Vektor', email: ' ', taxId: 'DE123' }, true)
    expect(request).toMatchObject({ company: 'Vektor', email: null, taxId: 'DE123' })
  })

  test('leaves the code to the server where none was typed, and never changes that of a customer', () => {
    expect(requestOf({ ...stateOf(), company: 'Vektor' }, true)).not.toHaveProperty('code')
    expect(requestOf({ ...stateOf(), company: 'Vektor', code: 'C-1' }, false)).not.toHaveProperty('code')
  })

  test('keeps the ids of contacts and addresses, and gives new ones none', () => {
    const state = {
      ...stateOf(),
      company: 'Vektor',
      contacts: [{ ...emptyContact(), id: 'con_abcdef' as const, givenName: 'Ada', familyName: 'Brandt' }],
      addresses: [{ ...emptyAddress('BILLING'), street: 'Hof 1', city: 'Bern', country: 'CH' }],
    }
    const { contacts, addresses } = requestOf(state, false)
    expect(contacts).toEqual([{ id: 'con_abcdef', givenName: 'Ada', familyName: 'Brandt', primary: false }])
    expect(addresses).toEqual([{ type: 'BILLING', street: 'Hof 1', city: 'Bern', country: 'CH' }])
  })
})
