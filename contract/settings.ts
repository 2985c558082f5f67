import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { wrongLogo } from './logo.ts'
import { amount, currency, instant, label, page, paging, prose } from './values.ts'

/** What a company decides about itself once. Every group and field has a default, so that a new installation works. */

export const country = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'must be an ISO 3166-1 country code such as "DE"')
  .transform((code) => code.toUpperCase())
  .meta({ examples: ['DE'] })

/** BCP 47, such as "en" or "de-CH". */
export const language = z
  .string()
  .max(35)
  .refine(isLanguage, 'must be a language tag such as "en" or "de-CH"')

export const zone = z
  .string()
  .max(64)
  .refine(isZone, 'must be a time zone of the IANA database such as "Europe/Berlin"')

const rounding = z.enum([
  'HALF_UP',
  'HALF_EVEN',
  'HALF_ODD',
  'HALF_DOWN',
  'HALF_CEILING',
  'HALF_FLOOR',
  'UP',
  'DOWN',
  'CEILING',
  'FLOOR',
])

export const company = z.object({
  name: label,
  legalName: label.optional(),
  street: label.optional(),
  postalCode: label.optional(),
  city: label.optional(),
  state: label.optional(),
  country: country.optional(),
  email: z.email().optional(),
  phone: label.optional(),
  website: z.url({ protocol: /^https?$/ }).optional(),
  taxId: label.optional(),
  registration: label.optional(),
  bankDetails: prose.optional(),
})

/** How what customers see looks: documents, their page, mails. */
export const branding = z.object({
  /** White text stands on it. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as "#0f5c66"')
    .refine(isDarkEnough, 'is too light: white text on it could not be read')
    .optional(),
  logo: z
    .string()
    .max(most('values', 'logo'))
    .regex(
      /^data:image\/(png|svg\+xml);base64,[A-Za-z0-9+/=]+$/,
      'must be a PNG or SVG as a data URL, at most 150 kB',
    )
    .superRefine((url, issues) => {
      const wrong = url.startsWith('data:image/') ? wrongLogo(url) : undefined
      if (wrong) issues.addIssue({ code: 'custom', message: wrong })
    })
    .optional(),
})

const locale = z.object({ currency, language, zone })

const numbering = z.object({
  /** "QT" gives QT-2026-7K3M9QXA. */
  quotePrefix: z.string().regex(/^[A-Z0-9]{1,8}$/, 'must be 1 to 8 capital letters or digits'),
  orderPrefix: z.string().regex(/^[A-Z0-9]{1,8}$/, 'must be 1 to 8 capital letters or digits'),
})

const quotes = z.object({
  /** How long a new quote may be accepted. */
  validityDays: z.number().int().min(1).max(3650),
  paymentTermsDays: z.number().int().min(0).max(365),
  terms: prose.optional(),
})

/** Overrides of the calculation policy; what is absent is decided by the pricing engine's defaults. */
const calculation = z.object({
  rounding: rounding.optional(),
  lineRounding: z.enum(['LINE', 'UNIT']).optional(),
  taxRounding: z.enum(['RATE', 'LINE']).optional(),
  inclusiveSplit: z.enum(['TAX_FIRST', 'NET_FIRST']).optional(),
  stacking: z.enum(['STACK_WITH_BEST', 'EXCLUSIVE', 'LOWEST_TOTAL']).optional(),
  percentages: z.enum(['COMPOUND', 'ADDITIVE']).optional(),
  minimums: z.enum(['ORIGINAL', 'RUNNING']).optional(),
  exemptInclusive: z.enum(['KEEP_NET', 'KEEP_GROSS']).optional(),
  shippingTax: z.enum(['OWN_CATEGORY', 'SPLIT_BY_GOODS']).optional(),
  proration: z.enum(['WHOLE_TERMS', 'MONTH', 'MONTH_AND_DAYS', 'DAYS']).optional(),
  cashStep: amount.optional(),
  cashRounding: rounding.optional(),
})

const changes = z.object({
  /** A change set is published by somebody else than the person who prepared it. */
  secondPerson: z.boolean(),
})

const security = z.object({
  /** Who holds one of these signs in with a second factor, and sets one up first. */
  secondFactorRoles: z
    .array(z.string().max(most('values', 'code')))
    .max(most('lists', 'some'))
    .optional(),
  sessionIdleMinutes: z.number().int().min(5).max(10_080),
  sessionMaximumHours: z.number().int().min(1).max(2_160),
  passwordMinimumLength: z.number().int().min(8).max(64),
  /** After so many days a password has to be set anew; absent: never. */
  passwordMaximumDays: z.number().int().min(1).max(3650).optional(),
})

const mail = z.object({
  /** The server mail goes out through; absent: that of the environment, if it names one. */
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/, 'must be a name such as "mail.example.com"')
    .optional(),
  port: z.number().int().min(1).max(65_535).optional(),
  security: z.enum(['TLS', 'STARTTLS', 'NONE']).optional(),
  username: label.optional(),
  from: z
    .string()
    .trim()
    .max(most('values', 'hint'))
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address such as "Quotes <quotes@example.com>"')
    .optional(),
})

/** How long things are kept; what is absent is kept for good. */
const retention = z.object({
  auditMonths: z.number().int().min(12).max(360).optional(),
  mailDays: z.number().int().min(7).max(3650).optional(),
  notificationDays: z.number().int().min(7).max(3650).optional(),
  /** Versions of quotes that are no longer current go to the archive after so many days. */
  versionDays: z.number().int().min(7).max(3650),
  /** Documents and signatures of quotes that came to their end. */
  documentYears: z.number().int().min(6).max(30).optional(),
})

export const settings = z.object({
  company,
  branding,
  locale,
  numbering,
  quotes,
  calculation,
  changes,
  security,
  mail,
  retention,
})
export type Settings = z.infer<typeof settings>

/** What is not sent stays; null takes a field that may be absent back to its default. */
export const settingsChange = z
  .strictObject({
    company: change(company),
    branding: change(branding),
    locale: change(locale),
    numbering: change(numbering),
    quotes: change(quotes),
    calculation: change(calculation),
    changes: change(changes),
    security: change(security),
    mail: change(mail),
    retention: change(retention),
  })
  .partial()
  .meta({ id: 'SettingsChange' })
export type SettingsChange = z.output<typeof settingsChange>

export const defaultSettings: Settings = {
  company: { name: 'Our company' },
  branding: {},
  locale: { currency: 'EUR', language: 'en', zone: 'UTC' },
  numbering: { quotePrefix: 'QT', orderPrefix: 'OR' },
  quotes: { validityDays: 30, paymentTermsDays: 30 },
  calculation: {},
  changes: { secondPerson: false },
  security: { sessionIdleMinutes: 480, sessionMaximumHours: 168, passwordMinimumLength: 10 },
  mail: {},
  retention: { versionDays: 30 },
}

const versionedSettings = settings.extend({ version: z.number().int() }).meta({ id: 'Settings' })

export const readSettings = endpoint({
  method: 'GET',
  path: '/settings',
  tag: 'Settings',
  summary: 'Read the company’s settings',
  permission: 'settings.read',
  response: versionedSettings,
})

export const changeSettings = endpoint({
  method: 'PATCH',
  path: '/settings',
  tag: 'Settings',
  summary: 'Change some of the company’s settings',
  description: 'Groups and fields that are not sent stay as they are.',
  permission: 'settings.write',
  body: settingsChange,
  response: versionedSettings,
  ifMatch: true,
})

function change<Shape extends z.ZodRawShape>(group: z.ZodObject<Shape>) {
  const fields = Object.entries(group.shape).map(([name, field]) => {
    const mayBeAbsent = (field as z.ZodType).safeParse(undefined).success
    return [name, mayBeAbsent ? (field as z.ZodType).nullable() : (field as z.ZodType).optional()]
  })
  // The names are those of the group; the type says "null" for required fields too, which the schema refuses.
  return z.strictObject(
    Object.fromEntries(fields) as { [Name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Name]>> },
  )
}

/** WCAG's contrast with white, 4.5 : 1 at least. */
function isDarkEnough(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

const settingsState = z
  .object({
    version: z.number().int(),
    at: instant,
    by: z.object({ id: z.string(), name: z.string() }),
    /** What differs from the state before, a line each: "company.name: Our company → Vektor". */
    changes: z.array(z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() })),
  })
  .meta({ id: 'SettingsState' })
export type SettingsState = z.infer<typeof settingsState>

export const settingsHistory = endpoint({
  method: 'GET',
  path: '/settings/history',
  tag: 'Settings',
  summary: 'Every state the settings had, newest first, with what changed and by whom',
  permission: 'settings.read',
  query: paging,
  response: page(settingsState),
})

export const restoreSettings = endpoint({
  method: 'POST',
  path: '/settings/history/:version/restore',
  tag: 'Settings',
  summary: 'Bring an earlier state of the settings back',
  description: 'It becomes the next state; version 0 is that of delivery.',
  permission: 'settings.write',
  params: z.object({ version: z.coerce.number().int().min(0) }),
  response: versionedSettings,
  ifMatch: true,
  errors: ['reference.not-found'],
})
