import type { Id } from '../../contract/values.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { currentChangeSet, putChanges, readReference } from '../revisions/index.ts'

type Kind = 'rules' | 'discounts'
type Body = Record<string, unknown>
type Prepared = { changeSet: Id<'chs'>; code: string; action: 'create' | 'change' | 'remove' }

/** A rule or discount as published, or as the change set would have it. */
export async function readOne(ctx: Context, kind: Kind, code: string, changeSet: string | undefined) {
  const { published, draft, revision } = await readReference(ctx, kind, code, changeSet)
  if (draft?.removed) throw new DomainError('reference.not-found', { kind, code })
  return draft ? { ...draft.body, code } : { ...published, code, revision }
}

/** Puts it into the change set named or worked in; with `create` only where there is none of that code. */
export async function prepare(
  ctx: Context,
  kind: Kind,
  { changeSet, ...body }: Body & { code: string; changeSet?: Id<'chs'> | undefined },
  create: boolean,
): Promise<Prepared> {
  const into = await changeSetFor(ctx, changeSet)
  if (!create) await readOne(ctx, kind, body.code, into)
  try {
    await putChanges(ctx, into, [{ kind, code: body.code, body }], { create })
  } catch (error) {
    throw atItsField(error)
  }
  return { changeSet: into, code: body.code, action: create ? 'create' : 'change' }
}

export async function prepareRemoval(
  ctx: Context,
  kind: Kind,
  code: string,
  changeSet: Id<'chs'> | undefined,
): Promise<Prepared> {
  const into = await changeSetFor(ctx, changeSet)
  await putChanges(ctx, into, [{ kind, code }])
  return { changeSet: into, code, action: 'remove' }
}

async function changeSetFor(ctx: Context, named: Id<'chs'> | undefined): Promise<Id<'chs'>> {
  const id = named ?? (await currentChangeSet(ctx))?.id
  if (!id) throw new DomainError('change-set.none')
  return id
}

/** Issues of a thing begin with its kind and code; here the body is the thing. */
function atItsField(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.issues.length === 0) return error
  const issues = error.issues.map((issue) => ({ ...issue, path: issue.path.slice(2) }))
  return new DomainError(error.code, error.details, issues)
}
