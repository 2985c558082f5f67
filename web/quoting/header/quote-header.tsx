import { Anchor, Button, Menu, UnstyledButton } from '@mantine/core'
import {
  IconArrowsDiff,
  IconCheck,
  IconChevronDown,
  IconCloudOff,
  IconLoader2,
  IconRefresh,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { QuoteStatusBadge } from '../../quotes/quote-status.tsx'
import { Instant, Money, Tag } from '../../ui/index.ts'
import { useQuote, useQuoteState, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './header.module.css'
import { InlineName } from './inline-name.tsx'
import { QuoteActions } from './quote-actions.tsx'
import { QuoteFields } from './quote-fields.tsx'
import { Visitors } from './visitors.tsx'

/** Which quote this is, where it stands, whose it is, and what can be done with it. */
export function QuoteHeader() {
  const number = useQuote((quote) => quote.number)
  const status = useQuote((quote) => quote.status)
  const expired = useQuote((quote) => quote.expired)
  const order = useQuote((quote) => quote.order)
  const template = useQuote((quote) => quote.template)
  const archived = useQuote((quote) => quote.archived)
  const { open } = useWorkspace()
  const waiting = useQuote((quote) => quote.approval?.waitingFor)
  return (
    <header className={css.header}>
      <div className={css.top}>
        <div className={css.words}>
          <div className={css.above}>
            <Link to="/quotes" className={css.crumb}>
              Quotes
            </Link>
            <span aria-hidden>/</span>
            <span className="tabular">{number}</span>
            <Versions />
            <SaveState />
            <Visitors />
          </div>
          <div className={css.titleRow}>
            <InlineName />
            <UnstyledButton
              className={css.status}
              onClick={() => open({ kind: 'approval' })}
              title="Approval"
            >
              <QuoteStatusBadge status={status} />
            </UnstyledButton>
            {template && <Tag tone="info">template</Tag>}
            {archived && <Tag tone="neutral">archived</Tag>}
            {expired && status !== 'EXPIRED' && <Tag tone="danger">expired</Tag>}
            {status === 'PENDING_APPROVAL' && waiting && waiting.length > 0 && (
              <span className={css.soft}>waits for {waiting.join(', ')}</span>
            )}
            {order && (
              <Anchor component={Link} to={`/orders/${order.id}`}>
                Order {order.number}
              </Anchor>
            )}
          </div>
        </div>
        <div className={css.actions}>
          <QuoteActions />
        </div>
      </div>
      <QuoteFields />
      <CatalogMovedOn />
    </header>
  )
}

/** The versions of this number; an older one opens as it was. */
function Versions() {
  const versions = useQuote((quote) => quote.versions)
  const version = useQuote((quote) => quote.version)
  const id = useQuote((quote) => quote.id)
  const currency = useQuote((quote) => quote.currency)
  const navigate = useNavigate()
  const { open } = useWorkspace()
  if (versions.length < 2) return <span>· Version {version}</span>
  const latest = Math.max(...versions.map((one) => one.version))
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <UnstyledButton className={css.version} aria-label={`Version ${version}, choose another`}>
          · Version {version}
          <IconChevronDown size={13} stroke={2} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowsDiff size={15} stroke={1.8} />}
          onClick={() => open({ kind: 'versions' })}
        >
          Compare versions
        </Menu.Item>
        <Menu.Divider />
        {[...versions]
          .sort((a, b) => b.version - a.version)
          .map((one) => (
            <Menu.Item
              key={one.version}
              rightSection={<Money amount={one.total} currency={currency} muted />}
              onClick={() =>
                void navigate({
                  to: `/quotes/${id}`,
                  search: one.version === latest ? {} : { version: one.version },
                } as never)
              }
            >
              <span className={css.versionLine}>
                <span>Version {one.version}</span>
                <QuoteStatusBadge status={one.status} />
              </span>
              <span className={css.versionNote}>
                {one.description ?? one.createdBy.name} · <Instant value={one.createdAt} ago />
              </span>
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Whether what the person did is safe with the server. */
function SaveState() {
  const phase = useQuoteState((state) => state.phase)
  const waiting = useQuoteState((state) => state.waiting)
  const store = useStore()
  if (phase === 'unreachable') {
    return (
      <UnstyledButton className={css.save} data-phase={phase} onClick={store.retry}>
        <IconCloudOff size={14} stroke={1.9} aria-hidden />
        {waiting === 1 ? '1 edit' : `${waiting} edits`} not saved yet
      </UnstyledButton>
    )
  }
  return (
    <span className={css.save} data-phase={phase} role="status">
      {phase === 'saving' ? (
        <IconLoader2 size={14} stroke={1.9} aria-hidden />
      ) : (
        <IconCheck size={14} stroke={1.9} aria-hidden />
      )}
      {phase === 'saving' ? 'Saving …' : 'Saved'}
    </span>
  )
}

/** Prices and products changed since the quote was made; it stays as it is until somebody wants the new ones. */
function CatalogMovedOn() {
  const revision = useQuote((quote) => quote.revision)
  const latest = useQuote((quote) => quote.latestRevision)
  const { readOnly, open } = useWorkspace()
  if (latest <= revision || readOnly !== undefined) return null
  return (
    <div className={css.moved}>
      <IconRefresh size={16} stroke={1.8} aria-hidden />
      <span>
        The catalog moved on since this quote was priced (revision {revision}, now {latest}).
      </span>
      <Button size="compact-sm" variant="subtle" onClick={() => open({ kind: 'refresh' })}>
        See what would change
      </Button>
    </div>
  )
}
