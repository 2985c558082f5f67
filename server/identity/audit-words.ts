import { createHash } from 'node:crypto'

/** What the digests of an entry are made of, each in one spelling: instants in UTC, JSON as the database keeps it. */
export type EntryTexts = { who: string; said: string; action: string; after: Record<string, unknown> | null }
/** Without a salt the words were erased, and the digest alone stands for them. */
export type EntryDigests = {
  whoSalt: Buffer | null
  whoDigest: Buffer
  saidSalt: Buffer | null
  saidDigest: Buffer
}

export const entryTexts = `action, after, jsonb_build_array(actor_name, address, user_agent)::text as who,
  jsonb_build_array(id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, via, request_id,
    action, subject_kind, subject_id, before, after, why)::text as said`

/** With a salt, so that nobody finds the words by trying once the salt is gone. */
export const saltedDigest = (salt: Buffer, text: string) =>
  createHash('sha256').update(salt).update(text).digest()

/** Of what is left of an entry after words were taken out, as the erasure's own entry lists it. */
export const digestOfRest = (said: string) => createHash('sha256').update(said).digest('hex')
