import type { ReferenceKind } from '../../../contract/revisions.ts'
import type { Tx } from '../../platform/index.ts'
import { heldAt, kindTable } from '../../revisions/index.ts'

type Dated = {
  /** What two things must share to be two answers to one question; `b` is the body. */
  key: string
  /** Narrows down what of the published things can clash. */
  within: string
  sentence: string
}

/** Things of which only one may hold at a time; the checks before publishing say the same of what is entered by hand. */
const dated: Partial<Record<ReferenceKind, Dated>> = {
  prices: {
    key: `jsonb_build_array(b ->> 'plan', b ->> 'variant', b ->> 'priceBook', b ->> 'currency', b ->> 'type',
      coalesce(b ->> 'priority', '0'), b -> 'conditions')`,
    within: 'plan',
    sentence: 'holds at the same time as %s, for the same plan, price book and currency',
  },
  'contract-prices': {
    key: `jsonb_build_array(b ->> 'customer', b ->> 'plan', b ->> 'variant', b ->> 'currency')`,
    within: 'customer',
    sentence: 'holds at the same time as %s, for the same customer, plan and currency',
  },
  taxes: {
    key: `case when coalesce(b ->> 'active', 'true') = 'true' then jsonb_build_array(b ->> 'type', b ->> 'region',
      b ->> 'product', b ->> 'category', b ->> 'taxCode', b ->> 'segment') end`,
    within: 'region',
    sentence: 'holds at the same time as %s, for the same things in the same region',
  },
}

const during = `tstzrange((b ->> 'effectiveFrom')::timestamptz, (b ->> 'effectiveTo')::timestamptz)`

/** Rows that would hold at the same time as another row, a published thing or one of the change set are wrong. */
export async function markOverlaps(
  tx: Tx,
  importId: string,
  kind: ReferenceKind,
  revision: number,
  changeSetId: string | null,
): Promise<void> {
  const rules = dated[kind]
  if (!rules) return
  const { key, within, sentence } = rules
  const table = kindTable(kind)
  await tx.query(
    `with incoming as materialized (
       select row, code, ${key} as key, ${during} as during, body ->> '${within}' as within
       from import_rows, lateral (select body as b) as n where import_id = $1 and body is not null
     ), held as materialized (
       select code, ${key} as key, ${during} as during from (
         select t.code, t.body as b from ${table} t
         where t.body ->> '${within}' in (select within from incoming) and ${heldAt('$2', 't')}
           and not exists (select from ${table} d
             where d.code = t.code and d.change_set_id = $3 and d.revision_from is null)
         union all
         select code, body from ${table} where change_set_id = $3 and revision_from is null and not removed
       ) as there
       where not exists (select from incoming where incoming.code = there.code)
     ), clashes as (
       select one.row, min(other.code) as other
       from incoming one join (select code, key, during from incoming union all select * from held) as other
         on other.key = one.key and other.code <> one.code and other.during && one.during
       group by one.row
     )
     update import_rows r set outcome = 'wrong', body = null, issues = r.issues || jsonb_build_array(jsonb_build_object(
       'code', 'same-key', 'severity', 'error', 'path', jsonb_build_array('effectiveFrom'),
       'message', format($4::text, clashes.other)))
     from clashes where r.import_id = $1 and r.row = clashes.row`,
    [importId, revision, changeSetId, sentence],
  )
}
