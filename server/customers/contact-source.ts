import { definePersons, formerWords, type Person } from '../identity/index.ts'
import { type App, announce, containing, type Queries, type Tx } from '../platform/index.ts'
import { lockCustomer, updateCustomer } from './store.ts'

type ContactRow = {
  id: string
  givenName: string
  familyName: string
  email: string | null
  phone: string | null
  title: string | null
  company: string
}

/** Contacts of customers as persons: who they are, and how they go. */
export function registerContactsAsPersons(app: App): void {
  definePersons(app, {
    kind: 'contact',
    prefix: 'con',
    own: { table: 'contacts', what: 'contact of a customer', where: 'id = $1 or lower(email) = any($2)' },
    async find(db, id) {
      const contact = await findContact(db, id)
      return contact && toPerson(db, contact)
    },
    async search(db, words, limit) {
      return db.query(
        `select p.id, 'contact' as kind, p.given_name || ' ' || p.family_name as name, c.company as of
         from contacts p join customers c on c.id = p.customer_id
         where lower(p.given_name || ' ' || p.family_name || ' ' || coalesce(p.email, '')) like $1
         order by p.family_name, p.given_name limit $2`,
        [containing(words.toLowerCase()), limit],
      )
    },
    async profile(db, { id }) {
      return { ...(await findContact(db, id)) }
    },
    remove,
  })
}

async function findContact(db: Queries, id: string): Promise<ContactRow | undefined> {
  const [row] = await db.query<ContactRow>(
    `select p.id, p.given_name as "givenName", p.family_name as "familyName", p.email, p.phone, p.title, c.company
     from contacts p join customers c on c.id = p.customer_id where p.id = $1`,
    [id],
  )
  return row
}

async function toPerson(db: Queries, contact: ContactRow): Promise<Person> {
  const { id, company, givenName, familyName, email, phone } = contact
  const words = await formerWords(db, id)
  const given = [...new Set([givenName, ...words.given])]
  const family = [...new Set([familyName, ...words.family])]
  return {
    id,
    kind: 'contact',
    name: `${givenName} ${familyName}`,
    of: company,
    names: given.flatMap((first) => family.map((last) => ({ given: first, family: last }))),
    emails: [...new Set([...(email ? [email] : []), ...words.email])],
    usernames: [],
    phones: [...new Set([...(phone ? [phone] : []), ...words.phone])],
  }
}

/** Out of every customer they are a contact of: by their id, or by the same mail address. */
async function remove(tx: Tx, { id, emails }: Person): Promise<void> {
  const customers = await tx.query<{ id: string }>(
    `select distinct customer_id as id from contacts where id = $1 or lower(email) = any($2::text[]) order by 1`,
    [id, emails.map((email) => email.toLowerCase())],
  )
  for (const { id: customerId } of customers) {
    const customer = await lockCustomer(tx, customerId)
    if (!customer) continue
    const isTheirs = (email: string | undefined) =>
      email !== undefined && emails.some((each) => each.toLowerCase() === email.toLowerCase())
    const contacts = customer.contacts.filter((each) => each.id !== id && !isTheirs(each.email))
    const { email, ...rest } = customer
    await updateCustomer(tx, {
      ...rest,
      ...(email !== undefined && !isTheirs(email) && { email }),
      contacts,
      version: customer.version + 1,
      updatedAt: tx.ctx.now.toISOString(),
    })
    announce(tx, 'customer.changed', customerId, { code: customer.code, company: customer.company })
  }
}
