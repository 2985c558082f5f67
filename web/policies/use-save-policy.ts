import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import { publishChangeSet, putReference, startChangeSet } from '../../contract/revisions.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'

/** Puts a policy into a change set of its own: published at once, or left for somebody to look at. */
export function useSavePolicy(policy: ApprovalPolicy, isNew: boolean) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (how: 'prepare' | 'publish') => {
      const title = `${isNew ? 'New approval policy' : 'Approval policy'}: ${policy.name}`
      const { data: set } = await call(startChangeSet, { body: { title } })
      const { code, ...rest } = policy
      const body = JSON.parse(JSON.stringify({ code, ...rest })) as Record<string, never>
      const params = { id: set.id, kind: 'approval-policies' as const, code }
      await call(putReference, { params, query: {}, body })
      if (how === 'publish') await call(publishChangeSet, { params: { id: set.id }, body: {} })
      return how
    },
    onSuccess: (how) => {
      void client.invalidateQueries({ queryKey: ['policies'] })
      toast.done(how === 'publish' ? `${policy.name} holds from now on` : `${policy.name} is in a change set`)
      void navigate({ to: '/policies' })
    },
    onError: (error) => toast.failed(error),
  })
}
