import { Anchor, Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useBlocker } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ChangeSet } from '../../contract/revisions.ts'
import type { Model } from '../../engines/configurator/index.ts'
import type { State } from '../reference/describe.ts'
import { JsonField } from '../reference/fields/json-field.tsx'
import { cleaned, isChanged } from '../reference/state.ts'
import { type Earlier, useSaveThing } from '../reference/use-save-thing.ts'
import { thingQuery } from '../reference/use-things.ts'
import { useCurrentChangeSet } from '../revisions/change-set-query.ts'
import { StartDialog } from '../revisions/start-dialog.tsx'
import { ProblemError } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { Issues, Page, Tag } from '../ui/index.ts'
import { AnalysisPanel } from './analysis-panel.tsx'
import { ExportMenu } from './export-menu.tsx'
import classes from './models.module.css'
import { PartModels } from './part-models.tsx'
import { withRenamed, withRenamedOption } from './rename.ts'
import { RulesEditor } from './rules-editor.tsx'
import { StructureEditor } from './structure-editor.tsx'
import { TryModel } from './try-model.tsx'
import { VariablesEditor } from './variables-editor.tsx'

const route = getRouteApi('/inside/models/$code')

/** The workbench: a model on one side, the engine's word on it and a trial of it on the other. */
export function ModelPage() {
  const { code } = route.useParams()
  const changeSet = useCurrentChangeSet()
  const query = useQuery(thingQuery('models', code, changeSet?.id))
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  const { draft, published, revision } = query.data
  return (
    <Workbench
      key={`${code} ${draft?.at ?? ''} ${revision ?? ''}`}
      code={code}
      initial={draft?.body ?? published ?? {}}
      earlier={draft}
    />
  )
}

type WorkbenchProps = { code: string; initial: State; earlier: Earlier }
const views = [
  { value: 'variables', label: 'Variables' },
  { value: 'rules', label: 'Rules' },
  { value: 'structure', label: 'Groups and slots' },
  { value: 'json', label: 'As JSON' },
]

function Workbench({ code, initial, earlier }: WorkbenchProps) {
  const can = useCan()
  const current = useCurrentChangeSet()
  const [view, setView] = useState('variables')
  const [name, setName] = useState(String(initial.name ?? code))
  const [model, setModel] = useState(() => modelOf(initial, code))
  const [waiting, setWaiting] = useState(false)
  const save = useSaveThing()
  const body = useMemo(() => ({ name, model: { ...cleaned(model as never), code } }), [name, model, code])
  const [shown] = useDebouncedValue(body.model as unknown as Model, 400)
  const trial = useMemo(() => modelOf({ model: shown }, code), [shown, code])
  const touched = isChanged({ name: initial.name, model: initial.model }, body)
  useBlocker({
    shouldBlockFn: () => touched && !save.isSuccess && !window.confirm('Leave without saving the model?'),
    enableBeforeUnload: () => touched && !save.isSuccess,
  })
  const go = (changeSet: ChangeSet['id'] | undefined) => {
    if (!changeSet) return setWaiting(true)
    save.mutate({ changeSet, kind: 'models', code, body, earlier })
  }
  // What stands on the page: the whole, or a part that slots of it hold.
  const [part, setPart] = useState('')
  const parts = model.models ?? {}
  const edited = parts[part] ?? model
  const change = (next: Partial<Model>) =>
    setModel((before) =>
      edited === model
        ? { ...before, ...next }
        : { ...before, models: { ...before.models, [part]: { ...edited, ...next } } },
    )
  const rename = (from: string, to: string) =>
    setModel((before) => withRenamed(before, before.models?.[part] ?? before, from, to))
  const renameOption = (variable: string, from: string, to: string) =>
    setModel((before) => withRenamedOption(before, before.models?.[part] ?? before, variable, from, to))
  const issues =
    save.error instanceof ProblemError && save.error.problem.issues?.length
      ? save.error.problem.issues
      : save.error && [{ code: 'failed', severity: 'error' as const, path: [], message: save.error.message }]
  return (
    <Page
      title={`Model ${name}`}
      above={
        <Anchor component={Link} to="/reference" search={{ kind: 'models' } as never} c="dimmed">
          Models
        </Anchor>
      }
      below={
        <span className={classes.marks}>
          <code>{code}</code>
          {earlier && (
            <Tag tone="violet">{earlier.removed ? 'Removed by the change set' : 'In the change set'}</Tag>
          )}
        </span>
      }
      actions={
        <>
          <Button
            variant="default"
            component={Link}
            to="/history/$kind/$code"
            params={{ kind: 'models', code } as never}
          >
            History
          </Button>
          <ExportMenu model={trial} />
          {can('catalog.write') && (
            <Button disabled={!touched} loading={save.isPending} onClick={() => go(current?.id)}>
              Save
            </Button>
          )}
        </>
      }
    >
      <div role="alert">
        <Issues issues={issues || []} />
      </div>
      <div className={classes.bench}>
        <div>
          <div className={classes.head}>
            <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <SegmentedControl aria-label="Part of the model" data={views} value={view} onChange={setView} />
          </div>
          {Object.keys(parts).length > 0 && view !== 'json' && (
            <NativeSelect
              label="Edit"
              mb="sm"
              data={[
                { value: '', label: 'The whole' },
                ...Object.entries(parts).map(([value, { label }]) => ({
                  value,
                  label: `The part ${label || value}`,
                })),
              ]}
              value={edited === model ? '' : part}
              onChange={(event) => setPart(event.currentTarget.value)}
            />
          )}
          {view === 'variables' && (
            <VariablesEditor
              key={part}
              variables={edited.variables}
              defaults={edited.defaults ?? []}
              taken={[...edited.variables, ...(edited.components ?? [])].map((each) => each.code)}
              onChange={(variables) => change({ variables })}
              onDefaults={(defaults) => change({ defaults })}
              onRename={rename}
              onRenameOption={renameOption}
            />
          )}
          {view === 'rules' && (
            <RulesEditor
              key={part}
              model={edited === model ? model : { ...edited, models: { ...parts, ...edited.models } }}
              onChange={(constraints) => change({ constraints })}
            />
          )}
          {view === 'structure' && (
            <>
              <StructureEditor
                model={edited}
                parts={{ ...parts, ...edited.models }}
                onChange={change}
                onRename={rename}
              />
              <PartModels
                model={model}
                onChange={(models) => setModel((before) => ({ ...before, models }))}
                onEdit={(next) => {
                  setPart(next)
                  setView('variables')
                }}
              />
            </>
          )}
          {view === 'json' && (
            <JsonField
              label="The whole model"
              state={model as unknown as State}
              error={undefined}
              onChange={(next) => setModel(modelOf({ model: next }, code))}
            />
          )}
        </div>
        <div className={classes.beside}>
          <AnalysisPanel model={trial} />
          <TryModel key={JSON.stringify(trial)} model={trial} />
        </div>
      </div>
      <StartDialog
        open={waiting}
        onClose={() => setWaiting(false)}
        because="A model is kept in a change set, and holds once that is published."
        onStarted={(set) => {
          setWaiting(false)
          go(set.id)
        }}
      />
    </Page>
  )
}

/** A model that can be edited: with a list of variables, whatever was there, and so its parts. */
function modelOf(body: State, code: string): Model {
  const model = (body.model ?? {}) as Partial<Model>
  const { variables = [], models } = model
  const parts = models && Object.entries(models).map(([name, part]) => [name, modelOf({ model: part }, name)])
  // What was there keeps its place, so that nothing counts as changed by being opened.
  return { ...model, code, variables, ...(parts && { models: Object.fromEntries(parts) }) }
}
