import type { Queries } from '../../platform/index.ts'

type Words = { given: string[]; family: string[]; email: string[]; username: string[]; phone: string[] }

/** What somebody was called before, as the audit trail tells of them: whatever object in it bears their id. */
export async function formerWords(db: Queries, id: string): Promise<Words> {
  const rows = await db.query<{ field: keyof Words; value: string }>(
    `with told as (
       select before as body, subject_id from audit_entries where subject_id = $1 or before::text like '%' || $1 || '%'
       union all
       select after, subject_id from audit_entries where subject_id = $1 or after::text like '%' || $1 || '%'),
     theirs as (
       select body as fields from told where subject_id = $1 and jsonb_typeof(body) = 'object'
       union all
       select jsonb_path_query(body, '$.** ? (@.id == $id)', jsonb_build_object('id', $1::text)) from told)
     select distinct field, value
     from theirs, lateral (values
       ('given', fields ->> 'givenName'), ('family', fields ->> 'familyName'), ('email', fields ->> 'email'),
       ('email', fields ->> 'previousEmail'), ('username', fields ->> 'username'), ('phone', fields ->> 'phone')
     ) as said(field, value)
     where jsonb_typeof(fields) = 'object' and value <> ''`,
    [id],
  )
  const of = (field: keyof Words) => rows.filter((row) => row.field === field).map(({ value }) => value)
  return {
    given: of('given'),
    family: of('family'),
    email: of('email'),
    username: of('username'),
    phone: of('phone'),
  }
}
