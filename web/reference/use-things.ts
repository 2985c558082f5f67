import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { type ChangeSet, getReference, listReference, type ReferenceKind } from '../../contract/revisions.ts'
import { useCurrentChangeSet } from '../revisions/change-set-query.ts'
import { call } from '../shell/api.ts'
import { usePages } from '../shell/use-pages.ts'
import type { Choice, State } from './describe.ts'

type SetId = ChangeSet['id'] | undefined

export const thingQuery = (kind: ReferenceKind, code: string, changeSet: SetId) =>
  queryOptions({
    queryKey: ['reference', 'one', kind, code, changeSet ?? null],
    queryFn: async ({ signal }) =>
      (await call(getReference, { params: { kind, code }, query: { changeSet }, signal })).data,
  })

/** Things of a kind as the change set one works in would have them, page by page. */
export function useThings(
  kind: ReferenceKind,
  question: { search?: string | undefined; parent?: string | undefined },
) {
  const changeSet = useCurrentChangeSet()?.id
  return usePages(['reference', 'list', kind, question, changeSet ?? null], async (cursor, signal) => {
    return (
      await call(listReference, { params: { kind }, query: { ...question, changeSet, cursor }, signal })
    ).data
  })
}

/** Codes to choose from, found by code or name. */
export function useChoices(kind: ReferenceKind, search: string, parent?: string): Choice[] {
  const changeSet = useCurrentChangeSet()?.id
  const query = useQuery({
    queryKey: ['reference', 'choices', kind, search, parent ?? null, changeSet ?? null],
    queryFn: async ({ signal }) => {
      const question = { search: search || undefined, parent, changeSet, limit: 30 }
      return (await call(listReference, { params: { kind }, query: question, signal })).data.items
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return (query.data ?? []).map(({ code, body }) => ({ value: code, label: labelOf(code, body) }))
}

/** Of codes that are chosen already: what people call them, as choices. */
export function useNamed(kind: ReferenceKind, codes: readonly string[]): Choice[] {
  const changeSet = useCurrentChangeSet()?.id
  return useQueries({
    queries: codes.map((code) => ({ ...thingQuery(kind, code, changeSet), staleTime: 30_000, retry: false })),
    combine: (found) =>
      found.map(({ data }, index) => {
        const code = codes[index] ?? ''
        return { value: code, label: labelOf(code, data?.draft?.body ?? data?.published ?? {}) }
      }),
  })
}

function labelOf(code: string, body: State): string {
  return typeof body.name === 'string' && body.name !== code ? `${body.name} (${code})` : code
}
