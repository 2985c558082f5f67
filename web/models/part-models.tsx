import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { Model } from '../../engines/configurator/model.ts'
import { CodeSelect } from '../reference/fields/code-select.tsx'
import { thingQuery } from '../reference/use-things.ts'
import { useCurrentChangeSet } from '../revisions/change-set-query.ts'
import { Panel, toast } from '../ui/index.ts'
import { freeCode } from './free-code.ts'
import classes from './models.module.css'

type Parts = Record<string, Model>
type PartModelsProps = { model: Model; onChange: (models: Parts) => void; onEdit: (part: string) => void }

/** What slots can hold: models of parts, made here or copied from models of the catalog. */
export function PartModels({ model, onChange, onEdit }: PartModelsProps) {
  const client = useQueryClient()
  const changeSet = useCurrentChangeSet()?.id
  const parts = model.models ?? {}
  const codes = Object.keys(parts)
  const used = new Set(
    [model, ...Object.values(parts)].flatMap(({ components = [] }) => components.map((slot) => slot.model)),
  )
  const make = () => {
    const code = freeCode(
      codes.map((each) => ({ code: each })),
      'part',
    )
    onChange({
      ...parts,
      [code]: {
        code,
        variables: [{ code: 'variable1', kind: 'choice', options: [{ code: 'a' }, { code: 'b' }] }],
      },
    })
    onEdit(code)
  }
  const copy = async (code: string) => {
    if (!code) return
    try {
      const { draft, published } = await client.fetchQuery(thingQuery('models', code, changeSet))
      const body = draft?.body ?? published ?? {}
      const { models = {}, ...own } = body.model as Model
      const label = own.label ?? String(body.name ?? code)
      onChange({ ...models, ...parts, [code]: { ...own, label } })
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <Panel
      title="Models of parts"
      aside={
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={make}>
          New part
        </Button>
      }
    >
      <p className={classes.quiet}>
        What slots hold: a drive, a seat, a whole machine. Each part has variables and rules of its own; rules
        of the whole can add them up, as in <code>sumOf(slot, slot.drive.watts)</code>.
      </p>
      {codes.map((code) => (
        <div key={code} className={classes.head2}>
          <span>
            <strong>{parts[code]?.label || code}</strong>{' '}
            <span className={classes.quiet}>{variablesOf(parts[code])}</span>
          </span>
          <span className={classes.buttons}>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => onEdit(code)}
              aria-label={`Edit ${code}`}
            >
              Edit
            </Button>
            <ActionIcon
              aria-label={`Remove the part ${code}`}
              disabled={used.has(code)}
              title={used.has(code) ? 'A slot holds it' : undefined}
              onClick={() =>
                onChange(Object.fromEntries(Object.entries(parts).filter(([each]) => each !== code)))
              }
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </span>
        </div>
      ))}
      <CodeSelect
        label="Copy one of the catalog"
        description="What is changed there afterwards is not changed here."
        of="models"
        value=""
        onChange={(code) => void copy(code)}
      />
    </Panel>
  )
}

const variablesOf = (part: Model | undefined) =>
  part?.variables.length === 1 ? '1 variable' : `${part?.variables.length ?? 0} variables`
