import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { listFactorsOf, resetFactorsOf } from '../../contract/second-factor.ts'
import type { User } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { Panel, toast } from '../ui/index.ts'
import classes from './identity.module.css'

/** The second factors of somebody, and the way back for who lost them. */
export function FactorsPanel({ user }: { user: User }) {
  const client = useQueryClient()
  const key = ['users', 'second-factors', user.id]
  const factors = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await call(listFactorsOf, { params: { id: user.id }, signal })).data.items,
  })
  const reset = useMutation({
    mutationFn: () => call(resetFactorsOf, { params: { id: user.id } }),
    onSuccess: () => {
      toast.done(`${user.name} signs in with the password alone, and was signed out everywhere.`)
      return client.invalidateQueries({ queryKey: key })
    },
    onError: (error) => toast.failed(error),
  })
  const items = factors.data ?? []
  return (
    <Panel
      title="Second factor"
      aside={
        items.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={reset.isPending}
            onClick={() => reset.mutate()}
          >
            Reset
          </Button>
        )
      }
    >
      <span className={classes.quiet}>
        {items.length === 0 ? 'None set up.' : items.map(({ name }) => name).join(', ')}
      </span>
    </Panel>
  )
}
