import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { answerGuide } from '../../contract/guides.ts'
import type { Output } from '../../contract/http.ts'
import { useCan } from '../shell/session.ts'
import { EmptyState } from '../ui/index.ts'
import css from './guides.module.css'

type Offer = Output<typeof answerGuide>['offers'][number]

/** The products that fit the answers so far, each with why, and the way into its configuration. */
export function Offers(props: { offers: Offer[]; complete: boolean; quote: string | undefined }) {
  const { offers, complete, quote } = props
  return (
    <section className={css.offers} aria-label="What fits" aria-live="polite">
      <h2>{offers.length === 0 ? 'What fits' : offers.length === 1 ? 'This fits' : 'These fit'}</h2>
      {offers.length === 0 && (
        <EmptyState title={complete ? 'Nothing fits all of this' : 'Not decided yet'}>
          {complete
            ? 'Change an answer: each leads elsewhere.'
            : 'Products appear here as soon as the answers lead to them.'}
        </EmptyState>
      )}
      {offers.map((offer) => (
        <article key={offer.product} className={css.offer}>
          {offer.image && <img src={offer.image} alt="" width={88} height={66} />}
          <div>
            <h3>{offer.name}</h3>
            <p>{offer.because}</p>
            {offer.reasons.length > 0 && <p className={css.sub}>For: {offer.reasons.join(', ')}</p>}
            <ToConfigure offer={offer} quote={quote} />
          </div>
        </article>
      ))}
    </section>
  )
}

function ToConfigure({ offer, quote }: { offer: Offer; quote: string | undefined }) {
  const can = useCan()
  if (offer.configurable && can('configurations.write')) {
    return (
      <Button
        size="xs"
        component={Link}
        to="/configure/$product"
        params={{ product: offer.product } as never}
        search={{ decided: offer.decisions, ...(quote && { quote }) } as never}
      >
        Configure
      </Button>
    )
  }
  return (
    <Button
      size="xs"
      variant="default"
      component={Link}
      to="/catalog/$code"
      params={{ code: offer.product } as never}
    >
      See the product
    </Button>
  )
}
