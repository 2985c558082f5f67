import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestServer } from '../platform/testing.ts'
import { matrixText } from './matrix.ts'

test('the matrix of rights in the documentation is that of the program', async () => {
  const server = await startTestServer()
  const endpoints = server.app.endpoints.map(({ endpoint }) => endpoint)
  await server.close()
  await expect(matrixText(endpoints)).toMatchFileSnapshot(
    join(import.meta.dirname, '../../docs/guide/rights-matrix.md'),
  )
})
