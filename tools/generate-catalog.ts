/**
 * `node tools/generate-catalog.ts [--products 1000000] [--prices 10]`: fills the database of DATABASE_URL, or the
 * embedded one of QUOIN_DATA, with a catalog of that size. For an installation to try things out on.
 */
import { parseArgs } from 'node:util'
import { attachDatabase } from '../server/platform/attach-database.ts'
import { loadConfig } from '../server/platform/config.ts'
import { withDirectConnection } from '../server/platform/database.ts'
import { makeLog } from '../server/platform/log.ts'
import { generateCatalog } from './catalog/generate.ts'

const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '1000000' },
    prices: { type: 'string', default: '10' },
  },
})
const database = await attachDatabase(loadConfig(process.env), makeLog('warn'))
try {
  const size = { products: Number(values.products), pricesPerProduct: Number(values.prices) }
  // As the owner of the tables: indexes are taken off and made anew.
  await withDirectConnection(database.directUrl, (client) =>
    generateCatalog(client, size, (line) => console.log(line)),
  )
} finally {
  await database.close()
}
