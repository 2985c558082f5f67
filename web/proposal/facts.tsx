import { filled } from '../../contract/customer-words/index.ts'
import css from './proposal.module.css'
import { useAround } from './use-proposal.ts'

/** For whom the quote is, until when it holds, and the rest of its head. */
export function Facts() {
  const { view, words } = useAround()
  const { company } = view.recipient
  return (
    <section className={css.head}>
      <h1 className={css.title}>{company ? filled(words.quoteFor, { company }) : view.title}</h1>
      {view.heading && <p className={css.heading}>{view.heading}</p>}
      <dl className={css.facts}>
        {view.facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value === view.contact.name && view.contact.email ? (
                <a href={`mailto:${view.contact.email}?subject=${encodeURIComponent(view.title)}`}>{value}</a>
              ) : (
                <bdi>{value}</bdi>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
