/** The face of identity: who acts, what they may do, what they did, and what the company decided about itself. */

export type { Settings } from '../../contract/settings.ts'
export type { Team, TeamId } from '../../contract/teams.ts'
export type { User, UserId } from '../../contract/users.ts'
export { companyName, type LinkToSend, writeLink } from './accounts/send-link.ts'
export { emailChangeOf } from './accounts/use-link.ts'
export { actorFor } from './actor.ts'
export { type AuditNote, record } from './audit.ts'
export { createFirstAdministrator } from './create-first-administrator.ts'
export { createTeam } from './create-team.ts'
export { createUser } from './create-user.ts'
export { keepPasswordHash } from './keep-password-hash.ts'
export { listUsers } from './list-users.ts'
export {
  findUser,
  findUserByName,
  findUsers,
  managerOf,
  rolesThatMay,
  teamOf,
  usersWhoMay,
  usersWithRole,
} from './people.ts'
export type { Forget } from './persons/forget.ts'
export { formerWords } from './persons/former-words.ts'
export { erasedName, type Person } from './persons/person.ts'
export { definePersonal, definePersons } from './persons/personal.ts'
export { can, type Owned, permit, reachFilter, sightOf } from './policy.ts'
export { demandRate } from './rate-limit.ts'
export { registerIdentity } from './register.ts'
export { type Grants, grantsOf, roleFromFounding } from './roles.ts'
export { changeSettings, companySettings } from './settings.ts'
export { saveSettingsSecret, settingsSecret } from './settings-secrets.ts'
export { defineThing, ownedRow } from './things.ts'
export { differenceOf } from './user.ts'
