import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import type { Caller } from '../quoting/testing.ts'
import { type ApprovalOffice, above1000, openApprovalOffice } from './testing.ts'

let office: ApprovalOffice
let admin: Caller
beforeAll(async () => {
  office = await openApprovalOffice()
  admin = await office.as('admin')
})
afterAll(() => office.server.close())

const policy = (steps: object[], more = {}) => ({
  code: 'DECIDERS',
  name: 'Deciders',
  why: 'It is large.',
  condition: above1000.condition,
  groups: [{ order: 1, steps }],
  ...more,
})
async function publish(body: object) {
  const set = await admin.call<{ id: string }>('POST', '/change-sets', { title: 'Who decides' })
  const put = await admin.call('PUT', `/change-sets/${set.body.id}/approval-policies/DECIDERS`, body)
  expect(put.status, put.text).toBe(200)
  return admin.call<Problem>('POST', `/change-sets/${set.body.id}/publish`, {})
}
const asks = (role: string) => ({ approvers: [{ type: 'role', role }] })

describe('a policy', () => {
  it('that asks a role without the right to decide is not published, and says which roles have it', async () => {
    const refused = await publish(policy([asks('finance'), asks('sales-rep')]))
    expect([refused.status, refused.body.code]).toEqual([422, 'change-set.checks-failed'])
    const [issue] = refused.body.issues ?? []
    expect(issue?.path.slice(-6)).toEqual(['groups', '0', 'steps', '1', 'approvers', '0'])
    expect(issue?.message).toMatch(/“sales-rep” has no right to decide .* finance, legal/)
    const escalated = await publish(
      policy([{ ...asks('finance'), escalateTo: { type: 'role', role: 'nobody' } }]),
    )
    expect(escalated.body.issues?.[0]?.path.at(-1)).toBe('escalateTo')
  })

  it('that names a person who may not decide is not published either', async () => {
    const { items } = (
      await admin.call<{ items: { id: string; username: string }[] }>('GET', '/users?limit=200')
    ).body
    const named = (username: string) => ({
      approvers: [{ type: 'person', user: items.find((user) => user.username === username)?.id }],
    })
    expect((await publish(policy([named('anna')]))).body.issues?.[0]?.message).toMatch(
      /Anna .* may not decide/,
    )
    expect((await publish(policy([named('marta')]))).status).toBe(200)
  })

  it('is published when all it asks may decide, a role of the company’s own too, or when it is switched off', async () => {
    const role = await admin.call('POST', '/roles', {
      code: 'deal-desk-two',
      name: 'Deal desk two',
      grants: { 'quotes.read': 'all', 'quotes.approve': 'all' },
    })
    expect(role.status, role.text).toBe(201)
    const done = await publish(policy([asks('deal-desk-two'), asks('finance')]))
    expect(done.status, done.text).toBe(200)
    expect((await publish(policy([asks('sales-rep')], { active: false }))).status).toBe(200)
  })

  it('says so when it is tried out', async () => {
    const { id } = await admin.newQuote({ lines: [{ product: 'MON-27' }] })
    const tried = await admin.call<{ issues: string[] }>('POST', '/approval-policies/test', {
      policy: policy([asks('sales-rep')]),
      quote: id,
    })
    expect(tried.body.issues).toEqual([expect.stringContaining('“sales-rep” has no right to decide')])
  })
})
