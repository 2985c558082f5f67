import { Alert, Anchor, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { PriceRule } from '../../contract/price-rules.ts'
import type { ChangeSet, ReferenceKind } from '../../contract/revisions.ts'
import documents from '../documents/documents.module.css'
import { DocumentPreview } from '../documents/preview.tsx'
import { useCurrentChangeSet } from '../revisions/change-set-query.ts'
import { StartDialog } from '../revisions/start-dialog.tsx'
import { TryRule } from '../rules/try-rule.tsx'
import { ProblemError } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { EmptyState, Instant, Issues, Page, Tag } from '../ui/index.ts'
import { Belongings } from './belongings.tsx'
import type { KindForm, State } from './describe.ts'
import { forms } from './forms/index.ts'
import { isKind, kindNames, listOf, mayWrite, placeOf } from './kind-names.ts'
import classes from './reference.module.css'
import { bodyOf, isChanged } from './state.ts'
import { ThingForm } from './thing-form.tsx'
import { type Earlier, useSaveThing } from './use-save-thing.ts'
import { thingQuery } from './use-things.ts'

const route = getRouteApi('/inside/reference/$kind/$code')

/** One thing of the reference data: as published, or as the change set one works in would have it. */
export function ThingPage() {
  const { kind, code } = route.useParams()
  const changeSet = useCurrentChangeSet()
  const query = useQuery({
    ...thingQuery(kind as ReferenceKind, code, changeSet?.id),
    enabled: isKind(kind),
  })
  if (!isKind(kind)) return <EmptyState title={`There is no kind of things “${kind}”`} />
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  const { draft, published, revision } = query.data
  const state = { ...(draft?.body ?? published), code }
  return (
    <ThingEditor
      // A draft that changed elsewhere begins the form anew.
      key={`${kind} ${code} ${draft?.at ?? ''} ${revision ?? ''}`}
      kind={kind}
      initial={state}
      earlier={draft}
      below={
        <span className={classes.marks}>
          <code>{code}</code>
          {draft?.removed && <Tag tone="danger">Removed by the change set</Tag>}
          {draft && !draft.removed && (
            <Tag tone="violet">{published ? 'Changed in the change set' : 'New in the change set'}</Tag>
          )}
          {draft && (
            <span>
              by {draft.by.name}, <Instant value={draft.at} ago />
            </span>
          )}
          {revision !== undefined && !draft && <span>since revision {revision}</span>}
        </span>
      }
      isPublished={published !== undefined}
    />
  )
}

const newRoute = getRouteApi('/inside/new/$kind')

/** The form for a new thing; what the address names is filled in. */
export function NewThingPage() {
  const { kind } = newRoute.useParams()
  const search = newRoute.useSearch()
  if (!isKind(kind)) return <EmptyState title={`There is no kind of things “${kind}”`} />
  const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value))
  return (
    <ThingEditor
      key={kind}
      kind={kind}
      initial={{ ...forms[kind].start, ...given, code: '' }}
      earlier={undefined}
      isPublished={false}
      isNew
    />
  )
}

type ThingEditorProps = {
  kind: ReferenceKind
  initial: State
  earlier: Earlier
  below?: React.ReactNode
  isPublished: boolean
  isNew?: boolean
}

function ThingEditor({ kind, initial, earlier, below, isPublished, isNew = false }: ThingEditorProps) {
  const form: KindForm = forms[kind]
  const { one, many } = kindNames[kind]
  const code = String(initial.code)
  const can = useCan()
  const navigate = useNavigate()
  const current = useCurrentChangeSet()
  const [state, setState] = useState(initial)
  const [waiting, setWaiting] = useState<'save' | 'remove'>()
  const save = useSaveThing((saved) => {
    if (isNew) void navigate({ to: placeOf(kind, saved.code), ignoreBlocker: true } as never)
  })
  const touched = isChanged(initial, state)
  const drawn = kind === 'templates' || kind === 'clauses'
  useBlocker({
    shouldBlockFn: () =>
      touched && !save.isSuccess && !window.confirm('Leave without saving what you entered?'),
    enableBeforeUnload: () => touched && !save.isSuccess,
  })
  const writable = can(mayWrite(kind))
  const go = (what: 'save' | 'remove', changeSet: ChangeSet['id'] | undefined) => {
    if (!changeSet) return setWaiting(what)
    save.mutate({
      changeSet,
      kind,
      code: String(state.code).trim(),
      ...(what === 'save' && { body: bodyFor(kind, form, state) }),
      create: isNew,
      earlier,
    })
  }
  const problem = save.error
  const issues = problem instanceof ProblemError ? (problem.problem.issues ?? []) : []
  return (
    <Page
      title={isNew ? `New ${one}` : String(initial.name ?? code)}
      narrow={!drawn}
      above={
        <Anchor component={Link} to={listOf(kind)} search={{ kind } as never} c="dimmed">
          {many}
        </Anchor>
      }
      below={below}
      actions={
        !isNew && (
          <>
            <Button
              variant="default"
              component={Link}
              to="/history/$kind/$code"
              params={{ kind, code } as never}
            >
              History
            </Button>
            {writable && isPublished && !earlier?.removed && (
              <Menu>
                <Menu.Target>
                  <Button variant="default" px={8} aria-label="More actions">
                    <IconDots size={16} />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item color="red" onClick={() => go('remove', current?.id)}>
                    Remove this {one}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </>
        )
      }
    >
      <div className={drawn ? documents.beside : undefined}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            go('save', current?.id)
          }}
        >
          {problem && issues.length === 0 && (
            <Alert color="red" mb="md">
              <Issues issues={[{ code: 'failed', severity: 'error', path: [], message: problem.message }]} />
            </Alert>
          )}
          <ThingForm
            form={form}
            state={state}
            onChange={setState}
            issues={issues}
            disabled={!writable}
            asksCode={isNew}
          />
          {writable && (
            <div className={classes.bar}>
              <span className={classes.quiet}>
                {current ? `Goes into “${current.title}”.` : 'Changes are collected in a change set.'}
              </span>
              <Button
                type="submit"
                loading={save.isPending}
                disabled={!touched && !isNew && !earlier?.removed}
              >
                {isNew ? `Create ${one}` : 'Save'}
              </Button>
            </div>
          )}
        </form>
        {drawn && can('quotes.read') && (
          <div className={documents.aside}>
            <DocumentPreview kind={kind} code={String(state.code).trim()} body={bodyOf(form, state)} />
          </div>
        )}
      </div>
      {!isNew && <Belongings kind={kind} code={code} />}
      {kind === 'rules' && can('quotes.read') && (
        // What the form holds is checked by the server like anything else.
        <TryRule
          rule={() => ({ ...bodyOf(form, state), code: String(state.code || 'NEW') }) as unknown as PriceRule}
        />
      )}
      <StartDialog
        open={waiting !== undefined}
        onClose={() => setWaiting(undefined)}
        because="What you changed is kept in a change set, and holds once that is published. Name the one to put it in."
        onStarted={(set) => {
          setWaiting(undefined)
          if (waiting) go(waiting, set.id)
        }}
      />
    </Page>
  )
}

/** A model bears its own code inside too. */
function bodyFor(kind: ReferenceKind, form: KindForm, state: State): State {
  const body = bodyOf(form, state)
  return kind === 'models'
    ? { ...body, model: { ...(body.model as State), code: String(state.code).trim() } }
    : body
}
