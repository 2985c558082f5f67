import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endAbsenceOf, listAbsences, putAbsenceOf } from '../../contract/absences.ts'
import type { Output } from '../../contract/http.ts'
import type { UserId } from '../../contract/users.ts'
import { call } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'
import { Instant, Panel, toast } from '../ui/index.ts'
import { AbsenceForm, type NewAbsence } from './absence-form.tsx'
import classes from './approvals.module.css'

type Absence = Output<typeof listAbsences>['items'][number]

/** For who looks after approvals: colleagues who are away, and a deputy for those who named none. */
export function OthersAway() {
  const { user } = useSession()
  const client = useQueryClient()
  const [saved, setSaved] = useState(0)
  const query = useQuery({
    queryKey: ['approvals', 'absences'],
    queryFn: async ({ signal }) => (await call(listAbsences, { signal })).data,
  })
  const change = useMutation({
    mutationFn: async ({ person, absence }: { person: string; absence: NewAbsence | undefined }) => {
      const params = { user: person as UserId } // from the list of people
      if (absence) await call(putAbsenceOf, { params, body: absence })
      else await call(endAbsenceOf, { params })
    },
    onSuccess: () => {
      setSaved(saved + 1)
      return client.invalidateQueries({ queryKey: ['approvals'] })
    },
    onError: (error) => toast.failed(error),
  })
  if (!query.data) return null
  const { items, people } = query.data
  const others = items.filter(({ person }) => person.id !== user.id)
  return (
    <Panel title="Colleagues who are away">
      {others.length > 0 && (
        <ul className={classes.away} aria-label="Colleagues who are away">
          {others.map((absence) => (
            <li key={absence.person.id}>
              <AwayWords absence={absence} />
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${absence.person.name} is back`}
                loading={change.isPending && change.variables.person === absence.person.id}
                onClick={() => change.mutate({ person: absence.person.id, absence: undefined })}
              >
                Is back
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className={`${classes.sub} ${classes.hint}`}>
        Name a deputy for somebody who is away already. The deputy hears of what is open.
      </p>
      <AbsenceForm
        key={saved}
        people={people.filter(({ id }) => id !== user.id)}
        deputies={people}
        saving={change.isPending}
        onSave={(absence, person) => person && change.mutate({ person, absence })}
      />
    </Panel>
  )
}

function AwayWords({ absence: { person, deputy, from, until, setBy, open } }: { absence: Absence }) {
  const waits = open === 0 ? 'Nothing waits' : open === 1 ? 'One decision waits' : `${open} decisions wait`
  return (
    <div>
      <strong>{person.name}</strong>: {deputy.name} decides
      <p className={classes.sub}>
        <Instant value={from} /> to <Instant value={until} />
        {setBy && ` · named by ${setBy.name}`} · {waits}
      </p>
    </div>
  )
}
