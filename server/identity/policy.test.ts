import { describe, expect, test } from 'vitest'
import { allPermissions, type Permission } from '../../contract/permissions.ts'
import { roles } from '../../contract/roles.ts'
import { DomainError, nobody, systemActor } from '../platform/index.ts'
import type { SignedIn } from './actor.ts'
import { can, permit, reachFilter } from './policy.ts'
import { builtInRoles, grantsOf, roleFromFounding } from './roles.ts'

const vera: SignedIn = {
  id: 'usr_vera',
  name: 'Vera',
  grants: grantsOf(['sales-rep']),
  via: 'session',
  team: new Set(),
  unit: new Set(),
}
const marta: SignedIn = {
  ...vera,
  id: 'usr_marta',
  grants: grantsOf(['sales-manager']),
  team: new Set(['usr_vera']),
}
const rolesWith = (permission: Permission) =>
  roles.filter((role) => builtInRoles[role].grants[permission] !== undefined)

describe('reach', () => {
  test('a sales rep reads the own quotes and no others', () => {
    expect(can({ actor: vera }, 'quotes.read', { ownerId: 'usr_vera' })).toBe(true)
    expect(can({ actor: vera }, 'quotes.read', { ownerId: 'usr_otto' })).toBe(false)
  })

  test('a manager reads the quotes of the team too, but not those of strangers', () => {
    expect(can({ actor: marta }, 'quotes.read', { ownerId: 'usr_vera' })).toBe(true)
    expect(can({ actor: marta }, 'quotes.read', { ownerId: 'usr_marta' })).toBe(true)
    expect(can({ actor: marta }, 'quotes.read', { ownerId: 'usr_otto' })).toBe(false)
  })

  test('what nobody owns is reached by "all" only', () => {
    expect(can({ actor: marta }, 'quotes.read', { ownerId: null })).toBe(false)
    expect(can({ actor: systemActor }, 'quotes.read', { ownerId: null })).toBe(true)
  })

  test('a list is kept to exactly what reading one by one allows', () => {
    const { sql, values } = reachFilter({ actor: marta }, 'quotes.read', 'q.owner_id', 3)
    expect(sql).toBe('q.owner_id = any($3::text[])')
    expect(values).toEqual([['usr_marta', 'usr_vera']])
    expect(reachFilter({ actor: marta }, 'customers.read', 'c.owner_id', 1)).toEqual({
      sql: 'true',
      values: [],
    })
    expect(reachFilter({ actor: nobody }, 'quotes.read', 'q.owner_id', 1)).toEqual({
      sql: 'false',
      values: [],
    })
  })
})

describe('a refusal', () => {
  test('names the missing right', () => {
    expect(() => permit({ actor: vera }, 'costs.read')).toThrow(
      new DomainError('auth.forbidden', { permission: 'costs.read' }),
    )
  })

  test('can hide that the thing exists', () => {
    const hidden = new DomainError('quote.not-found', { id: 'quo_1' })
    expect(() => permit({ actor: vera }, 'quotes.read', { ownerId: 'usr_otto' }, hidden)).toThrow(hidden)
  })
})

describe('the built-in roles', () => {
  test('several add up to the widest reach', () => {
    expect(grantsOf(['sales-rep', 'finance']).get('quotes.read')).toBe('all')
    expect(grantsOf(['finance', 'sales-rep']).get('quotes.read')).toBe('all')
    expect(grantsOf(['sales-rep', 'finance']).get('quotes.write')).toBe('own')
  })

  test('one that is not known grants nothing', () => {
    expect(grantsOf(['owner-of-everything', 'constructor', '__proto__']).size).toBe(0)
  })

  test('cost and margin stay with managers, pricing, finance and administration', () => {
    expect(rolesWith('costs.read')).toEqual(['sales-manager', 'pricing-admin', 'finance', 'system-admin'])
  })

  test('only managers, finance, legal and administration decide on approvals', () => {
    expect(rolesWith('quotes.approve')).toEqual(['sales-manager', 'finance', 'legal', 'system-admin'])
  })

  test('users, settings and the audit trail are changed and read by administration', () => {
    for (const permission of ['users.write', 'settings.write', 'audit.read'] as const)
      expect(rolesWith(permission)).toEqual(['system-admin'])
  })

  test('read-only has no right to change anything', () => {
    const names = Object.keys(builtInRoles['read-only'].grants)
    expect(names.filter((name) => !name.endsWith('.read'))).toEqual([])
  })

  test('every permission belongs to somebody', () => {
    expect(allPermissions.filter((permission) => rolesWith(permission).length === 0)).toEqual([])
  })

  test('names of the founding documents stand for one of them', () => {
    expect(roleFromFounding('ROLE_SALES')).toBe('sales-rep')
    expect(roleFromFounding('constructor')).toBeUndefined()
  })
})
