import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { Queries } from '../context.ts'

/** All a database says, table by table, as a person with a copy of it could read it: bytes too, and unpacked. */
export async function databaseText(db: Queries): Promise<Map<string, string>> {
  const tables = await db.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const text = new Map<string, string>()
  for (const { name } of tables) {
    const rows = await db.query<Record<string, unknown>>(`select * from ${name}`)
    text.set(name, rows.map((row) => Object.values(row).map(readable).join('\n')).join('\n'))
  }
  return text
}

function readable(value: unknown): string {
  if (!Buffer.isBuffer(value) || value.length < 4)
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  if (value[0] === 0x1f && value[1] === 0x8b) return gunzipSync(value).toString()
  return (
    value.readUIntBE(0, Math.min(4, value.length)) === 0x28b52ffd ? zstdDecompressSync(value) : value
  ).toString()
}
