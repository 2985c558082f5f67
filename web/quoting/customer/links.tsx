import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type Proposal, revokeProposal } from '../../../contract/proposals.ts'
import { call } from '../../shell/api.ts'
import { Day, Instant, Tag, toast } from '../../ui/index.ts'
import { useQuote } from '../store/use-quote.ts'
import css from './customer.module.css'
import { useReloadProposals } from './use-proposals.ts'

/** Who has a link, whether they looked, and taking it back. */
export function Links({ items }: { items: Proposal[] }) {
  return (
    <section>
      <h3 className={css.title}>Links</h3>
      <ul className={css.list}>
        {items.map((item) => (
          <Link key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Link({ item }: { item: Proposal }) {
  const id = useQuote((quote) => quote.id)
  const reload = useReloadProposals()
  const revoke = useMutation({
    mutationFn: () => call(revokeProposal, { params: { id, proposal: item.id } }),
    onSuccess: () => {
      toast.done('The link no longer opens')
      reload()
    },
    onError: toast.failed,
  })
  const who = item.recipient.name ?? item.recipient.email ?? 'Link without a name'
  // oxlint-disable-next-line react/purity -- whether it ended is as of this rendering
  const ended = item.revokedAt !== undefined || Date.parse(item.expiresAt) < Date.now()
  return (
    <li className={css.item}>
      <div>
        <div className={css.who}>
          <strong>{who}</strong>
          {ended && <Tag>{item.revokedAt ? 'taken back' : 'ended'}</Tag>}
        </div>
        <div className={css.soft}>
          Version {item.version} · made <Instant value={item.createdAt} ago />
        </div>
        <div className={css.soft}>
          {item.lastViewedAt ? (
            <>
              opened {item.views === 1 ? 'once' : `${item.views} times`}, last{' '}
              <Instant value={item.lastViewedAt} ago />
            </>
          ) : (
            'not opened yet'
          )}
          {!ended && (
            <>
              {' '}
              · opens until <Day value={item.expiresAt.slice(0, 10)} />
            </>
          )}
        </div>
      </div>
      {!ended && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          className={css.keep}
          loading={revoke.isPending}
          aria-label={`Take back the link of ${who}`}
          onClick={() => revoke.mutate()}
        >
          Take back
        </Button>
      )}
    </li>
  )
}
