import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listKeys, type Program, revokeKey } from '../../contract/programs.ts'
import { call } from '../shell/api.ts'
import { Day, Panel, toast } from '../ui/index.ts'
import classes from './account.module.css'
import { MakeProgram } from './make-program.tsx'
import { LastUse, ProgramState, scopesInWords } from './program-facts.tsx'

const key = ['account', 'keys']

/** Keys with which programs act in one's name. */
export function KeysPanel() {
  const [making, setMaking] = useState(false)
  const client = useQueryClient()
  const keys = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await call(listKeys, { signal })).data.items,
  })
  const revoke = useMutation({
    mutationFn: (id: Program['id']) => call(revokeKey, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
    onError: (error) => toast.failed(error),
  })
  return (
    <Panel
      title="API keys"
      aside={
        <Button size="compact-sm" variant="default" onClick={() => setMaking(true)}>
          New key
        </Button>
      }
    >
      {keys.error && <p className={classes.quiet}>{keys.error.message}</p>}
      {keys.data?.length === 0 && (
        <p className={classes.quiet}>
          None. A key lets a program of yours use the API in your name, as far as its scopes go.
        </p>
      )}
      <ul className={classes.list}>
        {keys.data?.map((program) => (
          <li key={program.id} className={classes.item}>
            <IconKey size={20} stroke={1.5} aria-hidden className={classes.icon} />
            <span className={classes.words}>
              <span>
                {program.name} <ProgramState program={program} />
              </span>
              <span className={classes.quiet}>
                {program.prefix}… · {scopesInWords(program.scopes)} · <LastUse program={program} />
                {program.expiresAt && (
                  <>
                    {' '}
                    · until <Day value={program.expiresAt.slice(0, 10)} />
                  </>
                )}
              </span>
            </span>
            {!program.revokedAt && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                aria-label={`Revoke ${program.name}`}
                onClick={() => revoke.mutate(program.id)}
              >
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      <MakeProgram
        open={making}
        onClose={() => setMaking(false)}
        onMade={() => void client.invalidateQueries({ queryKey: key })}
      />
    </Panel>
  )
}
