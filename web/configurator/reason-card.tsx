import { Button, CloseButton } from '@mantine/core'
import type { Decision, Explanation, Repair } from '../../engines/configurator/index.ts'
import css from './configurator.module.css'
import { useForm } from './context.ts'

/** Why something does not go or cannot be otherwise, and one click to make it go. Stands where it was asked for. */
export function ReasonCard({ path }: { path: string }) {
  const { configuring, names } = useForm()
  const { reason, forced } = configuring
  const words = useWords()
  if (forced?.variable === path) {
    return (
      <div className={css.reason} role="status">
        <Head title={`Why ${names.variable(path)} cannot be otherwise`} />
        <Because explanation={forced.explanation} />
      </div>
    )
  }
  if (reason?.wanted.variable !== path) return null
  return (
    <div className={css.reason} role="alert">
      <Head title={`${words(reason.wanted)} is not possible now`} />
      <Because explanation={reason.explanation} />
      {reason.repairs.length > 0 && (
        <div className={css.repairs}>
          {reason.repairs.map((repair) => (
            <RepairButton key={JSON.stringify(repair.drop)} wanted={reason.wanted} repair={repair} />
          ))}
        </div>
      )}
    </div>
  )
}

function Head({ title }: { title: string }) {
  const { configuring } = useForm()
  return (
    <div className={css.reasonHead}>
      <strong>{title}</strong>
      <CloseButton size="sm" aria-label="Close the explanation" onClick={configuring.dismiss} />
    </div>
  )
}

function Because({ explanation }: { explanation: Explanation | null }) {
  const words = useWords()
  if (!explanation) return <p>It is the only one the model allows.</p>
  const rules = [...explanation.constraints.map((one) => one.sentence), ...explanation.sentences]
  return (
    <ul className={css.because}>
      {explanation.decisions.map((decision) => (
        <li key={JSON.stringify(decision)}>You chose {words(decision)}.</li>
      ))}
      {rules.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function RepairButton({ wanted, repair }: { wanted: Decision; repair: Repair }) {
  const { configuring, readOnly } = useForm()
  const words = useWords()
  if (readOnly) return null
  const instead = repair.alternatives.map(words).join(', ')
  return (
    <Button
      size="xs"
      variant="default"
      className={css.repair}
      onClick={() => configuring.repair(wanted, repair.drop)}
    >
      Choose it, give up {repair.drop.map(words).join(' and ')}
      {instead && <span className={css.instead}> (then {instead})</span>}
    </Button>
  )
}

/** A decision in words: "Memory: 64 GB", "Memory: not 64 GB", "Drives: 2 to 4". */
export function useWords(): (decision: Decision) => string {
  const { names } = useForm()
  return (decision) => {
    const name = names.variable(decision.variable)
    if ('value' in decision) return `${name}: ${names.value(decision.variable, decision.value)}`
    if ('not' in decision) return `${name}: not ${names.value(decision.variable, decision.not)}`
    return `${name}: ${decision.min ?? '…'} to ${decision.max ?? '…'}`
  }
}
