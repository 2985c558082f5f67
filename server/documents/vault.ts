import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AwsClient } from 'aws4fetch'
import type { Config } from '../platform/index.ts'

/** Where the contents of documents lie outside the database; what is put there is never changed. */
export type Vault = {
  put(key: string, content: Buffer, type: string): Promise<void>
  get(key: string): Promise<Buffer>
  remove(key: string): Promise<void>
}

let open: Vault | undefined

/** Opens the store the configuration names; without one, contents lie in the database. One for the whole process. */
export function openVault(config: Config): void {
  open = config.documentStore === undefined ? undefined : vaultAt(config.documentStore, config)
}

/** Whether contents lie outside the database. */
export function liesOutside(): boolean {
  return open !== undefined
}

/** Puts a content away. */
export async function putAway(key: string, content: Buffer, type: string): Promise<void> {
  await openVaultOf(key).put(key, content, type)
}

/** Fetches a content and checks that it is the one that was put away. */
export async function fetchBack(key: string, sha256: string): Promise<Buffer> {
  const content = await openVaultOf(key).get(key)
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    throw new Error(`The document ${key} is not what was stored: its hash differs`)
  return content
}

/** Removes a content, once its time is over. */
export async function throwAway(key: string): Promise<void> {
  await openVaultOf(key).remove(key)
}

function openVaultOf(key: string): Vault {
  if (!open) throw new Error(`The document ${key} lies in a store that is not set up (DOCUMENT_STORE)`)
  return open
}

function vaultAt(url: string, keys: Pick<Config, 'documentStoreKey' | 'documentStoreSecret'>): Vault {
  const { protocol } = new URL(url)
  return protocol === 'file:' ? folderVault(fileURLToPath(url)) : bucketVault(new URL(url), keys)
}

function folderVault(folder: string): Vault {
  return {
    async put(key, content) {
      const path = join(folder, key)
      await mkdir(dirname(path), { recursive: true })
      // Named only once it is whole: a crash leaves no half document.
      await writeFile(`${path}.part`, content)
      await rename(`${path}.part`, path)
    },
    get: (key) => readFile(join(folder, key)),
    remove: (key) => rm(join(folder, key), { force: true }),
  }
}

/** "s3://bucket/prefix?endpoint=https://…&region=…": any object store that speaks S3. */
function bucketVault(
  { host: bucket, pathname, searchParams }: URL,
  { documentStoreKey, documentStoreSecret }: Pick<Config, 'documentStoreKey' | 'documentStoreSecret'>,
): Vault {
  const region = searchParams.get('region') ?? 'us-east-1'
  const endpoint = (searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`).replace(/\/$/, '')
  const client = new AwsClient({
    accessKeyId: documentStoreKey ?? '',
    secretAccessKey: documentStoreSecret ?? '',
    service: 's3',
    region,
    retries: 3,
  })
  const address = (key: string) =>
    [endpoint, bucket, ...pathname.split('/'), ...key.split('/')].filter(Boolean).join('/')
  async function demand(response: Response, what: string): Promise<Response> {
    if (response.ok) return response
    throw new Error(
      `The document store answered ${response.status} to ${what}: ${(await response.text()).slice(0, 300)}`,
    )
  }
  return {
    async put(key, content, type) {
      const sent = { method: 'PUT', body: new Uint8Array(content), headers: { 'content-type': type } }
      await demand(await client.fetch(address(key), sent), `PUT ${key}`)
    },
    async get(key) {
      const answer = await demand(await client.fetch(address(key)), `GET ${key}`)
      return Buffer.from(await answer.arrayBuffer())
    },
    async remove(key) {
      const answer = await client.fetch(address(key), { method: 'DELETE' })
      if (answer.status !== 404) await demand(answer, `DELETE ${key}`)
    },
  }
}
