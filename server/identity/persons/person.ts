import type { PersonKind } from '../../../contract/persons.ts'

/** Somebody about whom something is kept, with every name and address they ever had here. */
export type Person = {
  id: string
  kind: PersonKind
  name: string
  /** The account a contact belongs to; what a user signs in as. */
  of: string
  names: readonly { given: string; family: string }[]
  emails: readonly string[]
  usernames: readonly string[]
  phones: readonly string[]
}

/** What stands where somebody stood. */
export const erasedName = { given: 'Erased', family: 'person', full: 'Erased person' } as const
export const erasedEmail = 'erased@example.invalid'
export const erasedPhone = '000'
/** The name nobody signs in with any more; not that of another. */
export const erasedUsername = (id: string) => `erased-${id.slice(-12)}`
