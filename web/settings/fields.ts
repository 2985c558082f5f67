import type { Settings } from '../../contract/settings.ts'

/** One field of the settings as the page shows it. */
export type Field = {
  name: string
  label: string
  hint?: string
  /** Text unless it says otherwise; `prose` has lines. */
  as?: 'number' | 'prose' | 'flag' | 'colour' | 'logo' | 'choice' | 'roles'
  choices?: readonly { value: string; label: string }[]
  required?: boolean
}
export type Group = { group: keyof Settings; title: string; about?: string; fields: readonly Field[] }

const choice = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))
const rounding = choice({
  HALF_UP: 'Half up (0.125 → 0.13)',
  HALF_EVEN: 'Half to even (0.125 → 0.12)',
  HALF_DOWN: 'Half down',
  UP: 'Always up',
  DOWN: 'Always down',
})

/** Everything a company decides about itself, in the order of the page. */
export const groups: readonly Group[] = [
  {
    group: 'company',
    title: 'Company',
    about: 'Who sells: on documents, on the customer’s page and in mails.',
    fields: [
      { name: 'name', label: 'Name', required: true },
      { name: 'legalName', label: 'Legal name' },
      { name: 'street', label: 'Street' },
      { name: 'postalCode', label: 'Postal code' },
      { name: 'city', label: 'City' },
      { name: 'state', label: 'State' },
      { name: 'country', label: 'Country', hint: 'Two letters, such as DE' },
      { name: 'email', label: 'E-mail' },
      { name: 'phone', label: 'Phone' },
      { name: 'website', label: 'Website' },
      { name: 'taxId', label: 'Tax number' },
      { name: 'registration', label: 'Registration' },
      { name: 'bankDetails', label: 'Bank details', as: 'prose' },
    ],
  },
  {
    group: 'branding',
    title: 'Branding',
    about: 'How documents, the customer’s page and mails look.',
    fields: [
      { name: 'accent', label: 'Colour', as: 'colour', hint: 'White text stands on it' },
      { name: 'logo', label: 'Logo', as: 'logo', hint: 'PNG or SVG, at most 150 kB' },
    ],
  },
  {
    group: 'locale',
    title: 'Language and currency',
    fields: [
      { name: 'currency', label: 'Currency', required: true, hint: 'Three letters, such as EUR' },
      { name: 'language', label: 'Language', required: true, hint: 'Such as en or de-CH' },
      { name: 'zone', label: 'Time zone', required: true, hint: 'Such as Europe/Berlin' },
    ],
  },
  {
    group: 'numbering',
    title: 'Numbers',
    fields: [
      { name: 'quotePrefix', label: 'Quotes begin with', required: true, hint: 'QT gives QT-2026-7K3M9QXA' },
      { name: 'orderPrefix', label: 'Orders begin with', required: true },
    ],
  },
  {
    group: 'quotes',
    title: 'Quotes',
    about: 'What a new quote begins with. Who has to approve is decided by approval policies.',
    fields: [
      { name: 'validityDays', label: 'Valid for, in days', as: 'number', required: true },
      { name: 'paymentTermsDays', label: 'Payment within, in days', as: 'number', required: true },
      { name: 'terms', label: 'Terms', as: 'prose' },
    ],
  },
  {
    group: 'calculation',
    title: 'Calculation',
    about: 'How prices are rounded and discounts meet. What is left empty is as delivered.',
    fields: [
      { name: 'rounding', label: 'Rounding', as: 'choice', choices: rounding },
      {
        name: 'lineRounding',
        label: 'Rounded is',
        as: 'choice',
        choices: choice({ LINE: 'the line', UNIT: 'the unit price' }),
      },
      {
        name: 'taxRounding',
        label: 'Tax is rounded',
        as: 'choice',
        choices: choice({ RATE: 'once for each rate', LINE: 'for each line' }),
      },
      {
        name: 'stacking',
        label: 'Discounts that do not stack',
        as: 'choice',
        choices: choice({
          STACK_WITH_BEST: 'The best of them joins those that stack',
          EXCLUSIVE: 'The best of them stands alone',
          LOWEST_TOTAL: 'Whatever is lowest for the buyer',
        }),
      },
      {
        name: 'percentages',
        label: 'Several percentages',
        as: 'choice',
        choices: choice({ COMPOUND: 'one after the other', ADDITIVE: 'added up' }),
      },
      {
        name: 'proration',
        label: 'Parts of a term',
        as: 'choice',
        choices: choice({
          WHOLE_TERMS: 'count as whole terms',
          MONTH: 'by months',
          MONTH_AND_DAYS: 'by months and days',
          DAYS: 'by days',
        }),
      },
      { name: 'cashStep', label: 'Totals end on', hint: 'Such as 0.05; empty: to the cent' },
    ],
  },
  {
    group: 'mail',
    title: 'Mail',
    about:
      'The server mail goes out through. Left empty, it is the one of the environment (SMTP_URL), if there is one.',
    fields: [
      { name: 'host', label: 'Server', hint: 'Such as mail.example.com' },
      { name: 'port', label: 'Port', as: 'number', hint: 'Empty: 587, or 465 with TLS' },
      {
        name: 'security',
        label: 'Encryption',
        hint: 'As delivered: STARTTLS, demanded',
        as: 'choice',
        choices: choice({ STARTTLS: 'STARTTLS, demanded', TLS: 'TLS from the start', NONE: 'None' }),
      },
      { name: 'username', label: 'User name', hint: 'Empty: the server asks for none' },
      { name: 'from', label: 'Sender', hint: 'Such as Quotes <quotes@example.com>' },
    ],
  },
  {
    group: 'retention',
    title: 'Retention',
    about: 'How long things are kept. What is left empty is kept for good; jobs remove the rest every night.',
    fields: [
      {
        name: 'auditMonths',
        label: 'Audit trail, in months',
        as: 'number',
        hint: '12 or more; older entries go to a file',
      },
      { name: 'mailDays', label: 'Mail, in days', as: 'number', hint: '7 or more; mail that waits stays' },
      { name: 'notificationDays', label: 'Notifications, in days', as: 'number', hint: '7 or more' },
      {
        name: 'documentYears',
        label: 'Documents and signatures, in years',
        as: 'number',
        hint: '6 or more, after the quote and its contracts ended',
      },
      {
        name: 'versionDays',
        label: 'Old versions go to the archive after, in days',
        as: 'number',
        required: true,
        hint: 'They stay readable',
      },
    ],
  },
  {
    group: 'changes',
    title: 'Publishing',
    about: 'Changes of the catalog, of prices and of approval policies.',
    fields: [{ name: 'secondPerson', label: 'Somebody else publishes than who prepared it', as: 'flag' }],
  },
  {
    group: 'security',
    title: 'Security',
    about: 'Holds for everybody from the next sign-in on.',
    fields: [
      {
        name: 'secondFactorRoles',
        label: 'Roles that need a second factor',
        hint: 'Who has one of these sets it up at the next sign-in',
        as: 'roles',
      },
      {
        name: 'passwordMaximumDays',
        label: 'A password holds for, in days',
        hint: 'Empty: until it is changed',
        as: 'number',
      },
      {
        name: 'sessionIdleMinutes',
        label: 'A session nobody uses ends after, in minutes',
        as: 'number',
        required: true,
      },
      {
        name: 'sessionMaximumHours',
        label: 'Every session ends after, in hours',
        as: 'number',
        required: true,
      },
      {
        name: 'passwordMinimumLength',
        label: 'Letters of a password at least',
        as: 'number',
        required: true,
      },
    ],
  },
]
