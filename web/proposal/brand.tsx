import css from './proposal.module.css'
import { useAround } from './use-proposal.ts'

/** Who makes the offer. */
export function Brand() {
  const { view } = useAround()
  const { name, logo } = view.seller
  return (
    <header className={css.brand}>
      <div className={css.brandInner}>
        {logo ? (
          <img src={logo} alt={name} className={css.logo} />
        ) : (
          <span className={css.sellerName}>{name}</span>
        )}
        <span className={css.number}>{view.number}</span>
      </div>
    </header>
  )
}
