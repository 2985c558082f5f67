import type { Permission, Reach } from '../../contract/permissions.ts'
import type { NewRole, RoleFields, RoleGrants } from '../../contract/roles.ts'
import { announce, type Context, DomainError, demandMatch, type Queries, type Tx } from '../platform/index.ts'
import { record } from './audit.ts'
import { permit } from './policy.ts'
import { builtInRoles, grantsOf, isRole, isWider, type OwnRole, rolesAmong } from './roles.ts'
import { differenceOf } from './user.ts'

type Row = OwnRole & { description: string | null; version: number; people: string }

/** Built-in roles and the company's own, with how many people have each. */
export async function listRoles(db: Queries): Promise<RoleGrants[]> {
  const [own, counted] = await Promise.all([
    selectRoles(db),
    db.query<{ role: string; people: string }>(
      'select role, count(*) as people from users, unnest(roles) as role group by role',
    ),
  ])
  const people = new Map(counted.map((row) => [row.role, Number(row.people)]))
  const builtIn = Object.entries(builtInRoles).map(([code, role]) => ({
    code,
    ...role,
    builtIn: true,
    people: people.get(code) ?? 0,
    version: 1,
  }))
  return [...builtIn, ...own.map(toRole)]
}

/** Those of the roles that the company made. */
export function rolesOf(db: Queries, codes: readonly string[]): Promise<OwnRole[]> {
  if (codes.every(isRole)) return Promise.resolve([])
  return db.query<OwnRole>('select code, name, grants from own_roles where code = any($1::text[])', [codes])
}

export function createRole(ctx: Context, given: NewRole): Promise<RoleGrants> {
  return ctx.transaction(async (tx) => {
    permit(ctx, 'roles.write')
    permitGiving(ctx, [given])
    await tx.query('lock table own_roles in share row exclusive mode')
    if (isRole(given.code) || (await findRole(tx, given.code)))
      throw new DomainError('role.exists', { name: given.code })
    await save(tx, given.code, given, 1)
    record(tx, { action: 'role.created', subject: { kind: 'role', id: given.code }, after: given })
    announce(tx, 'role.created', given.code, { name: given.name })
    return getRole(tx, given.code)
  })
}

export function changeRole(
  ctx: Context,
  code: string,
  fields: RoleFields,
  ifMatch: string | undefined,
): Promise<RoleGrants> {
  return ctx.transaction(async (tx) => {
    permit(ctx, 'roles.write')
    await tx.query('lock table own_roles in share row exclusive mode')
    const before = await getRole(tx, code)
    demandMatch(ifMatch, before.version)
    permitGiving(ctx, [fields], grantsOf([code], [before]))
    await save(tx, code, fields, before.version + 1)
    const after = await getRole(tx, code)
    record(tx, {
      action: 'role.changed',
      subject: { kind: 'role', id: code },
      ...differenceOf(before, after),
    })
    announce(tx, 'role.changed', code, { name: after.name })
    return after
  })
}

export function deleteRole(ctx: Context, code: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    permit(ctx, 'roles.write')
    await tx.query('lock table own_roles in share row exclusive mode')
    const before = await getRole(tx, code)
    if (before.people > 0) throw new DomainError('role.in-use', { code, count: before.people })
    await tx.query('delete from own_roles where code = $1', [code])
    record(tx, { action: 'role.deleted', subject: { kind: 'role', id: code }, before })
    announce(tx, 'role.deleted', code, {})
  })
}

/** Nobody gives away more than they have; what a role had before may stay. The system itself has everything. */
export function permitGiving(
  ctx: Pick<Context, 'actor'>,
  given: readonly Pick<OwnRole, 'grants'>[],
  before: ReadonlyMap<Permission, Reach> = new Map(),
): void {
  const tooWide = given.flatMap(({ grants }) =>
    Object.entries(grants).filter(([name, reach]) => {
      const permission = name as Permission // the keys of Grants
      return isWider(reach, ctx.actor.grants.get(permission)) && isWider(reach, before.get(permission))
    }),
  )
  if (tooWide.length === 0) return
  const rights = tooWide.map(([name, reach]) => `${name} (${reach})`).join(', ')
  throw new DomainError('role.too-wide', { rights })
}

/** Refuses roles that are not there, and of those that were not given before the ones that hold more than the actor. */
export async function demandGivable(
  tx: Tx,
  roles: readonly string[],
  before: readonly string[] = [],
): Promise<void> {
  const own = await rolesOf(tx, roles)
  const unknown = roles.find((role) => !isRole(role) && !own.some(({ code }) => code === role))
  if (unknown) throw new DomainError('role.not-found', { code: unknown })
  permitGiving(
    tx.ctx,
    rolesAmong(
      roles.filter((role) => !before.includes(role)),
      own,
    ),
  )
}

async function getRole(db: Queries, code: string): Promise<RoleGrants> {
  if (isRole(code)) throw new DomainError('role.built-in', { code })
  const found = await findRole(db, code)
  if (!found) throw new DomainError('role.not-found', { code })
  return toRole(found)
}

async function findRole(db: Queries, code: string): Promise<Row | undefined> {
  return (await selectRoles(db, code))[0]
}

function selectRoles(db: Queries, code?: string): Promise<Row[]> {
  return db.query<Row>(
    `select code, name, description, grants, version,
       (select count(*) from users u where u.roles @> array[r.code]) as people
     from own_roles r where $1::text is null or code = $1 order by lower(name)`,
    [code ?? null],
  )
}

async function save(tx: Tx, code: string, fields: RoleFields, version: number): Promise<void> {
  const { name, description, grants } = fields
  const others = await tx.query('select 1 from own_roles where lower(name) = lower($1) and code <> $2', [
    name,
    code,
  ])
  const builtIn = Object.values(builtInRoles).some((role) => role.name.toLowerCase() === name.toLowerCase())
  if (others.length > 0 || builtIn) throw new DomainError('role.exists', { name })
  await tx.query(
    `insert into own_roles (code, version, name, description, grants, reaches, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)
     on conflict (code) do update set version = excluded.version, name = excluded.name,
       description = excluded.description, grants = excluded.grants, reaches = excluded.reaches,
       updated_at = excluded.updated_at`,
    [
      code,
      version,
      name,
      description ?? null,
      JSON.stringify(grants),
      [...new Set(Object.values(grants))],
      tx.ctx.now,
    ],
  )
}

function toRole({ description, people, ...role }: Row): RoleGrants {
  return { ...role, builtIn: false, people: Number(people), ...(description !== null && { description }) }
}
