import type { Output } from '../../contract/http.ts'
import { allPermissions, type Permission, reaches } from '../../contract/permissions.ts'
import type { explainRights as endpoint } from '../../contract/roles.ts'
import { type App, type Context, DomainError } from '../platform/index.ts'
import { findUser } from './people.ts'
import { can, permit } from './policy.ts'
import { isWider, rolesAmong } from './roles.ts'
import { everybodysRights, type Rights } from './session-store.ts'
import { kindOf } from './things.ts'

type Explained = Output<typeof endpoint>
type Person = Explained['people'][number]
type Right = Person['rights'][number]

/** Who can do what and why: of a person, of a thing, or of both. */
export async function explainRights(
  app: App,
  ctx: Context,
  { person, thing }: { person?: string | undefined; thing?: string | undefined },
): Promise<Explained> {
  if (person)
    permit(ctx, 'users.read', { ownerId: person }, new DomainError('user.not-found', { id: person }))
  const kind = thing === undefined ? undefined : kindOf(app, thing)
  const found = thing === undefined ? undefined : await kind?.find(ctx.db, thing)
  const readable = kind && can(ctx, `${kind.area}.read` as Permission, { ownerId: found?.ownerId })
  if (thing !== undefined && (!kind || !found || !readable))
    throw new DomainError('reference.not-found', { kind: 'thing', code: thing })

  const everybody = await everybodysRights(ctx.db, person)
  if (person && everybody.length === 0) throw new DomainError('user.not-found', { id: person })
  const people = everybody
    .filter(({ userId }) => can(ctx, 'users.read', { ownerId: userId }))
    .map((rights) =>
      personOf(rights, found && kind ? { area: kind.area, ownerId: found.ownerId } : undefined),
    )
    .filter(({ rights }) => person !== undefined || rights.length > 0)
  if (!kind || !found || thing === undefined) return { people }
  const owner = found.ownerId ? await findUser(ctx.db, found.ownerId) : undefined
  return { thing: { id: thing, kind: kind.kind, ...found, ...(owner && { ownerName: owner.name }) }, people }
}

function personOf(person: Rights, thing: { area: string; ownerId?: string | undefined } | undefined): Person {
  const relation = thing && relationTo(person, thing.ownerId)
  const reached = relation === 'owner' ? 0 : relation === undefined ? 0 : reaches.indexOf(neededFor[relation])
  const roles = rolesAmong(person.roles, person.ownRoles)
  const rights = allPermissions
    .filter((permission) => thing === undefined || permission.startsWith(`${thing.area}.`))
    .flatMap((permission): Right[] => {
      const from = roles.flatMap(({ code, name, grants }) => {
        const reach = grants[permission]
        return reach && reaches.indexOf(reach) >= reached ? [{ role: code, name, reach }] : []
      })
      const [widest] = from.toSorted((a, b) => (isWider(a.reach, b.reach) ? -1 : 1))
      return widest ? [{ permission, reach: widest.reach, from }] : []
    })
  return {
    id: person.userId,
    name: person.name,
    roles: person.roles,
    ...(relation && { relation }),
    team: person.team.length,
    unit: person.unit.length,
    rights,
  }
}

type Relation = NonNullable<Person['relation']>
/** The narrowest reach that covers a thing of somebody who stands so. */
const neededFor = { owner: 'own', team: 'team', unit: 'unit', everybody: 'all' } as const satisfies Record<
  Relation,
  string
>

function relationTo({ userId, team, unit }: Rights, ownerId: string | undefined): Relation {
  if (ownerId === undefined) return 'everybody'
  if (ownerId === userId) return 'owner'
  if (team.includes(ownerId)) return 'team'
  return unit.includes(ownerId) ? 'unit' : 'everybody'
}
