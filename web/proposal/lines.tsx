import { Checkbox } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { filled } from '../../contract/customer-words/index.ts'
import { chooseProposal, type ProposalRow } from '../../contract/proposal-page.ts'
import { call } from '../shell/api.ts'
import css from './proposal.module.css'
import { QuantityField } from './quantity-field.tsx'
import { refusal } from './refusal.ts'
import { useAround, useStep } from './use-proposal.ts'

/** What is offered, in the groups of the quote; what the customer may choose can be chosen right there. */
export function Lines() {
  const { view } = useAround()
  return (
    <>
      {view.sections.map((section) => (
        <section key={section.title} className={css.card}>
          <h2 className={css.cardTitle}>{section.title}</h2>
          {section.note && <p className={css.soft}>{section.note}</p>}
          {section.groups.map((group, index) => (
            <div key={group.name ?? index}>
              {group.name && <h3 className={css.groupTitle}>{group.name}</h3>}
              <ul className={css.lines}>
                {group.lines.map((row) => (
                  <Line key={row.line} row={row} />
                ))}
              </ul>
              {group.subtotal && (
                <p className={css.sum}>
                  <span className={css.soft}>
                    {view.labels.subtotal} {group.name}
                  </span>
                  <span className="tabular">{group.subtotal}</span>
                </p>
              )}
            </div>
          ))}
          <p className={css.sum} data-strong>
            <span>{section.totalLabel}</span>
            <span className="tabular">{section.total}</span>
          </p>
        </section>
      ))}
    </>
  )
}

function Line({ row }: { row: ProposalRow }) {
  const { view, words } = useAround()
  const choose = useStep((line: { taken?: boolean; quantity?: string }, token: string) =>
    call(chooseProposal, { params: { token }, body: { lines: [{ line: row.line, ...line }] } }),
  )
  const open = view.state === 'OPEN'
  return (
    <li
      className={css.line}
      data-aside={(row.optional && !row.taken) || undefined}
      aria-busy={choose.isPending}
    >
      <div className={css.picture}>{row.image && <img src={row.image} alt="" loading="lazy" />}</div>
      <div className={css.words}>
        <p className={css.lineName}>{row.name}</p>
        {row.notes.map((note) => (
          <p key={note} className={css.soft}>
            {note}
          </p>
        ))}
        {row.parts.length > 0 && <Parts row={row} />}
        {open && row.optional && (
          <Checkbox
            className={css.take}
            size="sm"
            label={words.includeShort}
            aria-label={filled(words.include, { name: row.name })}
            checked={
              choose.isPending && choose.variables.taken !== undefined ? choose.variables.taken : row.taken
            }
            onChange={(event) => choose.mutate({ taken: event.currentTarget.checked })}
          />
        )}
        {choose.isError && (
          <p className={css.wrong} role="alert">
            {refusal(choose.error, words)}
          </p>
        )}
      </div>
      <div className={css.figures}>
        {open && row.bounds ? (
          <QuantityField
            name={row.name}
            bounds={row.bounds}
            onChange={(quantity) => choose.mutate({ quantity })}
          />
        ) : (
          <span className="tabular">{row.quantity}</span>
        )}
        {row.unitPrice && <span className={css.unitPrice}>× {row.unitPrice}</span>}
        {row.discount && (
          <span className={css.discount}>
            {words.discount} {row.discount}
          </span>
        )}
        <strong className={css.amount}>{row.amount}</strong>
      </div>
    </li>
  )
}

function Parts({ row }: { row: ProposalRow }) {
  const { words } = useAround()
  return (
    <details className={css.parts}>
      <summary>
        <IconChevronRight size={15} stroke={1.8} aria-hidden />
        {filled(words.inside, { count: String(row.parts.length) })}
      </summary>
      <ul>
        {row.parts.map((part, index) => (
          <li key={`${part.name} ${index}`}>
            <span>
              {part.quantity && <span className="tabular">{part.quantity} × </span>}
              {part.name}
            </span>
            <span className="tabular">{part.price}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
