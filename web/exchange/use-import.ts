import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  applyImport,
  getImport,
  type Reading,
  readImport,
  startImport,
  type TableImport,
  type TableKind,
  undoImport,
} from '../../contract/exchange.ts'
import { currentChangeSet } from '../revisions/change-set-query.ts'
import { call, newIdempotencyKey } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import { isAtWork } from './words.ts'

/** An import, looked at again while work on it goes on. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: async ({ signal }) =>
      (await call(getImport, { params: { id: id as TableImport['id'] }, signal })).data,
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data.status) ? 700 : false),
  })
}

/** Hands a file in, for the change set one works in if there is one, and goes to its preview. */
export function useStartImport(kind: TableKind) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (file: File) => {
      // Customers are in no change set.
      const current = kind === 'customers' ? undefined : await currentChangeSet(client)
      const body = new Uint8Array(await file.arrayBuffer())
      const query = { kind, name: file.name.slice(0, 200), changeSet: current?.id }
      return (await call(startImport, { query, body, idempotencyKey: newIdempotencyKey() })).data
    },
    onSuccess: ({ id }) => navigate({ to: '/exchange/$id', params: { id } }),
  })
}

/** What can be done with an import; each answers with how it is now. */
export function useImportActions({ id }: TableImport) {
  const client = useQueryClient()
  const params = { id }
  const settle = {
    onSuccess: (now: TableImport) => {
      client.setQueryData(['imports', id], now)
      void client.invalidateQueries({ queryKey: ['imports'] })
      void client.invalidateQueries({ queryKey: ['change-sets'] })
    },
    onError: toast.failed,
  }
  const read = useMutation({
    mutationFn: async (body: Partial<Omit<Reading, 'format'>>) =>
      (await call(readImport, { params, body })).data,
    ...settle,
  })
  const apply = useMutation({
    mutationFn: async (body: { title?: string; withoutWrong: boolean }) =>
      (await call(applyImport, { params, body })).data,
    ...settle,
  })
  const undo = useMutation({
    mutationFn: async () => (await call(undoImport, { params, body: {} })).data,
    ...settle,
  })
  return { read, apply, undo }
}
