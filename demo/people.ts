import type { Role } from '../contract/roles.ts'

/** Teams of the company and the unit each belongs to. */
export const teams = [
  { name: 'DACH', unit: 'Sales' },
  { name: 'Western Europe', unit: 'Sales' },
  { name: 'Americas', unit: 'Sales' },
  { name: 'Japan', unit: 'Sales' },
  { name: 'Sales Leadership', unit: 'Sales' },
  { name: 'Product & Pricing', unit: 'Operations' },
  { name: 'Finance & Legal', unit: 'Operations' },
  { name: 'IT', unit: 'Operations' },
] as const
export type TeamName = (typeof teams)[number]['name']

export type Person = {
  username: string
  givenName: string
  familyName: string
  roles: Role[]
  team: TeamName
  /** User name of the person they report to. */
  manager?: string
  /** Printed at the start of the demo company: whom to sign in as, to see what somebody in this position sees. */
  shows?: string
}

/** In an order in which every manager comes before the people who report to them. */
export const people: Person[] = [
  { username: 'henrik', givenName: 'Henrik', familyName: 'Tarnholt', roles: ['sales-manager'], team: 'Sales Leadership' },
  { username: 'ingrid', givenName: 'Ingrid', familyName: 'Solberg', roles: ['sales-manager'], team: 'Sales Leadership', manager: 'henrik', shows: 'sales director' },
  { username: 'marta', givenName: 'Marta', familyName: 'Lindqvist', roles: ['sales-manager'], team: 'DACH', manager: 'ingrid', shows: 'sales manager' },
  { username: 'paul', givenName: 'Paul', familyName: 'Desmarais', roles: ['sales-manager'], team: 'Western Europe', manager: 'ingrid' },
  { username: 'denise', givenName: 'Denise', familyName: 'Okafor', roles: ['sales-manager'], team: 'Americas', manager: 'ingrid' },
  { username: 'anna', givenName: 'Anna', familyName: 'Kessler', roles: ['sales-rep'], team: 'DACH', manager: 'marta', shows: 'sales rep' },
  { username: 'jonas', givenName: 'Jonas', familyName: 'Brandt', roles: ['sales-rep'], team: 'DACH', manager: 'marta' },
  { username: 'lea', givenName: 'Lea', familyName: 'Hofstetter', roles: ['sales-rep'], team: 'DACH', manager: 'marta' },
  { username: 'camille', givenName: 'Camille', familyName: 'Renaud', roles: ['sales-rep'], team: 'Western Europe', manager: 'paul' },
  { username: 'pieter', givenName: 'Pieter', familyName: 'van Aalst', roles: ['sales-rep'], team: 'Western Europe', manager: 'paul' },
  { username: 'emily', givenName: 'Emily', familyName: 'Hargreaves', roles: ['sales-rep'], team: 'Western Europe', manager: 'paul' },
  { username: 'marcus', givenName: 'Marcus', familyName: 'Bell', roles: ['sales-rep'], team: 'Americas', manager: 'denise' },
  { username: 'sofia', givenName: 'Sofia', familyName: 'Ramirez', roles: ['sales-rep'], team: 'Americas', manager: 'denise' },
  { username: 'haruka', givenName: 'Haruka', familyName: 'Nishimura', roles: ['sales-rep'], team: 'Japan', manager: 'ingrid' },
  { username: 'petra', givenName: 'Petra', familyName: 'Vogt', roles: ['pricing-admin'], team: 'Product & Pricing', shows: 'pricing admin' },
  { username: 'oskar', givenName: 'Oskar', familyName: 'Nyman', roles: ['product-admin'], team: 'Product & Pricing', shows: 'product admin' },
  { username: 'frieda', givenName: 'Frieda', familyName: 'Albrecht', roles: ['finance'], team: 'Finance & Legal', shows: 'finance' },
  { username: 'thomas', givenName: 'Thomas', familyName: 'Reuter', roles: ['finance'], team: 'Finance & Legal' },
  { username: 'lucia', givenName: 'Lucia', familyName: 'Ferrari', roles: ['legal'], team: 'Finance & Legal', shows: 'legal' },
  { username: 'admin', givenName: 'Sven', familyName: 'Adler', roles: ['system-admin'], team: 'IT', shows: 'system admin' },
  { username: 'robin', givenName: 'Robin', familyName: 'Weiss', roles: ['read-only'], team: 'Finance & Legal', shows: 'read-only' },
  { username: 'erp', givenName: 'ERP', familyName: 'Connector', roles: ['integration'], team: 'IT', shows: 'integration' },
] // biome-ignore format: a table
