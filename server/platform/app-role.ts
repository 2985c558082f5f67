import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { withDirectConnection } from './database.ts'

/** Who the program works as in its own database: it reads and writes rows, and owns nothing. */
const name = 'quoin_app'

/**
 * Makes the role the program works as beside the owner of an embedded database, with another password at every start,
 * and answers the address to use. What only the owner may do, migrations do.
 */
export async function workAsOwnRole(ownerUrl: string): Promise<string> {
  const password = randomBytes(24).toString('hex')
  await withDirectConnection(ownerUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
    if (rowCount === 0) await client.query(`create role ${name} login`)
    // The tables of the job queue let only their owner or such a role see rows.
    await client.query(
      `alter role ${name} nosuperuser nocreatedb nocreaterole bypassrls password '${password}'`,
    )
    // The system page tells how the database does.
    await client.query(`grant pg_monitor to ${name}`)
  })
  await grantRows(ownerUrl, name)
  const url = new URL(ownerUrl)
  url.username = name
  url.password = password
  return url.href
}

/** Where migrations run as somebody else than the program, as a company's own server may want it. */
export async function grantToOther(ownerUrl: string, url: string): Promise<void> {
  const [owner, other] = [new URL(ownerUrl).username, new URL(url).username]
  if (owner !== other && other !== '') await grantRows(ownerUrl, decodeURIComponent(other))
}

/** After a large import the planner is told at once; before PostgreSQL 17 only the owner can, and its own job does it later. */
const mayAnalyze = (to: string) => `do $$ begin
  if current_setting('server_version_num')::integer >= 170000 then
    execute 'grant maintain on all tables in schema public to ${to}';
  end if;
end $$;`

/** Rows of every table, but of those that are only appended to what that needs. */
async function grantRows(ownerUrl: string, role: string): Promise<void> {
  const to = `"${role.replaceAll('"', '""')}"`
  await withDirectConnection(ownerUrl, async (client) => {
    const kept = (await appendOnly(client)).flatMap(({ table, columns }) => [
      `revoke update, delete, truncate on ${table} from ${to};`,
      ...(columns ? [`grant update (${columns}) on ${table} to ${to};`] : []),
    ])
    await client.query(`
      begin;
      grant usage on schema public, graphile_worker to ${to};
      grant select, insert, update, delete on all tables in schema public, graphile_worker to ${to};
      grant usage, select on all sequences in schema public, graphile_worker to ${to};
      grant execute on all functions in schema public, graphile_worker to ${to};
      ${kept.join('\n')}
      revoke insert, update, delete on migrations from ${to};
      ${mayAnalyze(to)}
      commit`)
  })
}

/** A migration marks such a table by its comment: "append-only", or "append-only, but for: COLUMN, COLUMN". */
async function appendOnly(client: pg.Client): Promise<{ table: string; columns: string | null }[]> {
  const { rows } = await client.query<{ table: string; columns: string | null }>(
    `select c.oid::regclass::text as table, (
       select string_agg(quote_ident(a.attname), ', ') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
         and a.attname::text = any(string_to_array(substring(d.description from 'but for: (.*)$'), ', '))) as columns
     from pg_class c join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
     where c.relnamespace = 'public'::regnamespace and d.description like 'append-only%'`,
  )
  return rows
}
