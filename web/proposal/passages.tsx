import type { ProposalPassage } from '../../contract/proposal-page.ts'
import css from './proposal.module.css'

type CardProps = { title?: string | undefined; passages: readonly ProposalPassage[]; small?: boolean }

/** Words of the seller: a letter, notes, terms with their headings. */
export function Card({ title, passages, small }: CardProps) {
  if (passages.every(({ paragraphs }) => paragraphs.length === 0)) return null
  return (
    <section className={css.card} data-small={small || undefined}>
      {title && <h2 className={css.cardTitle}>{title}</h2>}
      {passages.map((passage) => (
        <div key={passage.paragraphs.join()}>
          {passage.title && <h3 className={css.passageTitle}>{passage.title}</h3>}
          {passage.paragraphs.map((each) => (
            <Paragraph key={each} text={each} />
          ))}
        </div>
      ))}
    </section>
  )
}

/** A paragraph, or a list where its lines are points. */
function Paragraph({ text }: { text: string }) {
  const lines = text.split('\n')
  if (!lines.every((line) => line.startsWith('- '))) return <p className={css.prose}>{text}</p>
  return (
    <ul className={css.points}>
      {lines.map((line) => (
        <li key={line}>{line.slice(2)}</li>
      ))}
    </ul>
  )
}
