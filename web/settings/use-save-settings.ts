import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../contract/http.ts'
import { changeSettings, restoreSettings } from '../../contract/settings.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

type Change = Input<typeof changeSettings>['body']

/** Saves a change of the settings; the state before can be brought back from the news of it. */
export function useSaveSettings(version: number) {
  const restore = useRestore()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (change: Record<string, unknown>) =>
      (await call(changeSettings, { body: change as Change, ifMatch: version })).data,
    onSuccess: async (saved) => {
      await refresh()
      toast.done('Saved.', { act: () => restore.mutateAsync({ to: version, from: saved.version }) })
    },
  })
}

/** Brings a state back. */
export function useRestore() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async ({ to, from }: { to: number; from: number }) =>
      (await call(restoreSettings, { params: { version: to }, ifMatch: from })).data,
    onSuccess: async (_, { to }) => {
      await refresh()
      toast.done(to === 0 ? 'As delivered again.' : `State ${to} holds again.`)
    },
  })
}

function useRefresh() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['settings'] }),
      client.invalidateQueries({ queryKey: ['session'] }),
    ])
}
