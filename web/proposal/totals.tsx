import css from './proposal.module.css'
import { useAround } from './use-proposal.ts'

/** From the lines down to the total, and what is paid when. */
export function Totals() {
  const { view, words } = useAround()
  return (
    <section className={css.card} aria-live="polite">
      <h2 className={css.cardTitle}>{view.chosen ? words.chosen : words.total}</h2>
      <dl className={css.totals}>
        {view.totals.map(({ label, amount, kind }) => (
          <div key={label} data-kind={kind}>
            <dt>{label}</dt>
            <dd className="tabular">{amount}</dd>
          </div>
        ))}
      </dl>
      <p className={css.soft}>{view.amountsNote}</p>
      {view.glance.length > 0 && (
        <>
          <h3 className={css.glanceTitle}>{view.glanceNote}</h3>
          <dl className={css.totals}>
            {view.glance.map(([label, amount]) => (
              <div key={label} data-kind="plain">
                <dt>{label}</dt>
                <dd className="tabular">{amount}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
