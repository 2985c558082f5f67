/** What a role can allow. `area.action`; a grant adds how far it reaches. */
export const permissions = {
  'quotes.read': 'See quotes',
  'quotes.write': 'Make and change quotes, submit and finalize them',
  'quotes.approve': 'Decide on approvals that are asked for',
  'approvals.manage': 'See every open approval, reassign it and read how long approvals take',
  'quotes.accept': 'Record the customer’s answer and convert into an order',
  'orders.read': 'See orders',
  'orders.write': 'Change the status of orders',
  'customers.read': 'See customers',
  'customers.write': 'Make and change customers',
  'customers.conditions':
    'Say what a customer’s prices and taxes follow from: segments, price book, account above, tax status',
  'configurations.read': 'See saved configurations',
  'configurations.write': 'Configure products',
  'catalog.read': 'See products, plans and models',
  'catalog.write': 'Prepare changes of products, plans and models',
  'catalog.publish': 'Publish changes of products, plans and models',
  'stock.write': 'Say what is in stock and how long it takes',
  'prices.read': 'See prices, rules, discounts and taxes',
  'prices.write': 'Prepare changes of prices, rules, discounts and taxes',
  'prices.publish': 'Publish changes of prices, rules, discounts and taxes',
  'costs.read': 'See what things cost the company',
  'margins.read': 'See margins',
  'floors.read': 'See floor and target prices',
  'policies.read': 'See approval policies',
  'policies.write': 'Prepare changes of approval policies',
  'policies.publish': 'Publish changes of approval policies',
  'users.read': 'See users and their roles',
  'users.write': 'Make and change users',
  'persons.erase': 'Export and erase what is kept about a person',
  'roles.write': 'Make and change the company’s own roles',
  'settings.read': 'See the company’s settings',
  'settings.write': 'Change the company’s settings',
  'audit.read': 'Read the audit trail',
  'system.read': 'See the health and load of the system',
  'system.write': 'Change the keys that seal data',
} as const

export type Permission = keyof typeof permissions
export const allPermissions = Object.keys(permissions) as Permission[]

/** How far a grant reaches, narrow to wide. */
export const reaches = ['own', 'team', 'unit', 'all'] as const
export type Reach = (typeof reaches)[number]
