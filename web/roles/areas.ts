import { type Permission, permissions } from '../../contract/permissions.ts'

/** Permissions by what they are about, in the order of the catalogue. */
export const areas: { area: string; rights: { permission: Permission; words: string }[] }[] = [
  ...Map.groupBy(Object.entries(permissions), ([permission]) => permission.split('.')[0] ?? ''),
].map(([area, entries]) => ({
  area: `${area.charAt(0).toUpperCase()}${area.slice(1)}`,
  rights: entries.map(([permission, words]) => ({ permission: permission as Permission, words })), // keys of the catalogue
}))
