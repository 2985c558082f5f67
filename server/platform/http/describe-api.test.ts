import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../../contract/http.ts'
import { decimal, id } from '../../../contract/values.ts'
import { serve } from '../index.ts'
import { startTestServer, type TestServer } from '../testing.ts'

const line = z
  .object({ net: decimal, quantity: z.string().default('1'), at: z.tuple([z.int(), z.int()]).optional() })
  .meta({ id: 'Line' })
const quote = z.object({ id: id('quo'), lines: z.array(line) }).meta({ id: 'SomeQuote' })
const getQuote = endpoint({
  method: 'GET',
  path: '/some/:id',
  tag: 'Some',
  summary: 'Get',
  permission: 'quotes.read',
  params: z.object({ id: id('quo') }),
  query: z.object({
    limit: z.coerce.number().int().max(9).default(3),
    shade: z.enum(['dark', 'light']).meta({ id: 'Shade' }).optional(),
  }),
  response: quote,
  errors: ['quote.not-found'],
})
const putQuote = endpoint({
  method: 'PUT',
  path: '/some/:id',
  tag: 'Some',
  summary: 'Put',
  permission: 'quotes.write',
  params: z.object({ id: id('quo') }),
  body: quote,
  response: quote,
  ifMatch: true,
})

// Looked into deeply and freely; what is not there makes the test fail.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any
let server: TestServer
let api: Json
beforeAll(async () => {
  server = await startTestServer({
    bare: true,
    register: (app) => {
      serve(app, getQuote, () => ({ id: 'quo_1234567' as const, lines: [] }))
      serve(app, putQuote, (_, { body }) => body)
    },
  })
  api = (await server.call<Json>('GET', '/openapi.json')).body
})
afterAll(() => server.close())

describe('the description of the API', () => {
  test('names each operation once, with its right, its refusals and its parameters', () => {
    const operation = api.paths['/some/{id}'].get
    expect(operation.operationId).toBe('getSome')
    expect(operation.description).toContain('quotes.read')
    expect(Object.keys(operation.responses)).toEqual(['200', '400', '401', '403', '404', '422', 'default'])
    expect(operation.parameters).toMatchObject([
      { name: 'id', in: 'path', required: true },
      { name: 'limit', in: 'query', required: false, schema: { maximum: 9, default: 3 } },
      { name: 'shade', in: 'query', required: false, schema: { $ref: '#/components/schemas/Shade' } },
    ])
    const headers = (api.paths['/some/{id}'].put.parameters as { name: string; in: string }[])
      .filter((parameter) => parameter.in === 'header')
      .map(({ name }) => name)
    expect(headers).toEqual(['If-Match', 'Idempotency-Key'])
  })

  test('holds each schema once; what is read apart where it differs, and strict', () => {
    const schemas = api.components.schemas
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['Decimal', 'Line', 'SomeQuote', 'SomeQuoteInput', 'Problem']),
    )
    expect(schemas.SomeQuoteInput).toMatchObject({
      additionalProperties: false,
      properties: { lines: { items: { $ref: '#/components/schemas/LineInput' } } },
    })
    expect(schemas.LineInput.required).toEqual(['net'])
    // A pair has two entries, not two or more.
    expect(schemas.Line.properties.at).toMatchObject({ prefixItems: [{}, {}], items: false })
  })

  test('refers to nothing that is not there', () => {
    const text = JSON.stringify(api)
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) expect(api.components.schemas).toHaveProperty([name])
    expect(text).not.toContain('$defs')
  })

  test('has pages for people that try it', async () => {
    expect((await server.call('GET', '/api/docs', { raw: true })).text).toContain('/api/v1/openapi.json')
    const script = await server.call('GET', '/api/docs/swagger-ui-bundle.js', { raw: true })
    expect(script.status).toBe(200)
    expect((await server.call('GET', '/api/docs/package.json', { raw: true })).status).toBe(404)
  })
})
