import { describe, expect, test } from 'vitest'
import type { Address, Customer } from '../../contract/customers.ts'
import { blankCustomer, changedCustomer, regionOf, replacedCustomer, searchText } from './customer.ts'
import { pricedCustomer } from './priced-customer.ts'

const birth = new Date('2026-01-05T09:00:00Z')
const today = new Date('2026-11-20T09:00:00Z')
const fresno = {
  type: 'BILLING',
  street: '2100 Tulare St',
  city: 'Fresno',
  state: 'CA',
  country: 'US',
} as const
const hamburg = { type: 'SHIPPING', street: 'Am Kai 4', city: 'Hamburg', country: 'DE' } as const
const borealis: Customer = changedCustomer(
  blankCustomer('cus_borealis', 'BOREALIS', birth),
  {
    company: 'Borealis Studios',
    segments: ['MEDIA'],
    email: 'hello@borealis.example',
    addresses: [hamburg, fresno],
  },
  birth,
)

describe('the region taxes look at', () => {
  test.each<[Pick<Address, 'country' | 'state'>, string]>([
    [{ country: 'US', state: 'ca ' }, 'US-CA'],
    [{ country: 'DE', state: 'Bavaria' }, 'DE'],
    [{ country: 'DE' }, 'DE'],
    [{ country: 'AU', state: 'NSW' }, 'AU-NSW'],
  ])('of %j is %s', (address, region) => {
    expect(regionOf(address)).toBe(region)
  })

  test('is that of the billing address, wherever it stands in the list', () => {
    expect(borealis.region).toBe('US-CA')
  })

  test('follows when the billing address goes, and ends with the last address', () => {
    expect(changedCustomer(borealis, { addresses: [hamburg] }, today).region).toBe('DE')
    expect(changedCustomer(borealis, { addresses: [] }, today).region).toBeUndefined()
  })
})

describe('changing a customer', () => {
  test('leaves what is not sent, empties what is null, and counts the version', () => {
    const changed = changedCustomer(borealis, { email: null, company: 'Borealis AB' }, today)
    expect(changed).toMatchObject({ company: 'Borealis AB', segments: ['MEDIA'], version: 2 })
    expect('email' in changed).toBe(false)
  })

  test('replacing keeps identity, code and birthday, and nothing else that is not sent', () => {
    const replaced = replacedCustomer(borealis, { company: 'Borealis AB' }, today)
    expect(replaced).toMatchObject({
      id: 'cus_borealis',
      code: 'BOREALIS',
      version: 2,
      segments: [],
      addresses: [],
    })
    expect(replaced.createdAt).toBe(birth.toISOString())
    expect(replaced.region).toBeUndefined()
  })

  test('leaves exactly one primary contact', () => {
    const ann = { givenName: 'Ann', familyName: 'Otto' }
    const primaries = (marks: boolean[]) =>
      changedCustomer(
        borealis,
        { contacts: marks.map((primary) => ({ ...ann, primary })) },
        today,
      ).contacts.map((contact) => contact.primary)
    expect(primaries([false, false])).toEqual([true, false])
    expect(primaries([false, true, true])).toEqual([false, true, false])
  })

  test('search looks at company, code, e-mail and people', () => {
    const contacts = [{ givenName: 'Ann', familyName: 'Otto', email: 'ann@otto.example' }]
    const text = searchText(changedCustomer(borealis, { contacts }, today))
    expect(text).toBe('borealis studios borealis hello@borealis.example ann otto ann@otto.example')
  })
})

test('pricing learns what a price can depend on, and no more', () => {
  const exempt = changedCustomer(
    borealis,
    { taxStatus: 'EXEMPT', taxReason: 'Charity', parent: 'cus_holding' },
    today,
  )
  expect(pricedCustomer(exempt)).toEqual({
    id: 'cus_borealis',
    parent: 'cus_holding',
    segments: ['MEDIA'],
    region: 'US-CA',
    taxStatus: 'EXEMPT',
    exemptionReason: 'Charity',
  })
})
