import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Order } from '../../contract/orders.ts'
import { can, useSession } from '../shell/session.ts'
import { type Column, DataTable, Money, Panel, Quantity } from '../ui/index.ts'
import { freeDays } from './free-days.ts'
import { OrderStatusBadge } from './order-status.tsx'
import classes from './orders.module.css'
import { useFulfill } from './use-fulfill.ts'

type Line = Order['lines'][number]
type LineId = Line['id']
const kinds = { ONE_TIME: 'One-time', RECURRING: 'Recurring', USAGE: 'Usage' } as const

/** What was ordered; lines that are delivered one after the other are picked and noted as delivered here. */
export function OrderLines({ order }: { order: Order }) {
  const session = useSession()
  const [picked, setPicked] = useState<ReadonlySet<LineId>>(new Set())
  const fulfill = useFulfill(order)
  const deliverable = order.status === 'OPEN' && can(session, 'orders.write')
  // A line is delivered with its parts, and one that is delivered already is not picked any more.
  const open = order.lines.filter((line) => line.status === 'OPEN' && !line.parent)
  const chosen = open.filter((line) => picked.has(line.id)).map((line) => line.id)
  const toggle = (id: LineId) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  const mark = (line: Line) =>
    line.status === 'OPEN' &&
    !line.parent && (
      <Checkbox
        size="xs"
        aria-label={`Pick ${line.productName}`}
        checked={picked.has(line.id)}
        onChange={() => toggle(line.id)}
      />
    )
  return (
    <Panel title="Lines" aside={`${order.lines.length}`} flush>
      {deliverable && chosen.length > 0 && (
        <div className={classes.picked} role="status">
          {chosen.length === 1 ? '1 line picked' : `${chosen.length} lines picked`}
          <Button
            size="compact-sm"
            loading={fulfill.isPending}
            onClick={() => fulfill.mutate(chosen, { onSuccess: () => setPicked(new Set()) })}
          >
            Mark as delivered
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setPicked(new Set())}>
            None
          </Button>
        </div>
      )}
      <DataTable
        label="Lines"
        columns={columnsIn(order)}
        rows={order.lines}
        rowKey={(line) => line.id}
        {...(deliverable && {
          lead: {
            title: (
              <Checkbox
                size="xs"
                aria-label="Pick all lines"
                checked={open.length > 0 && chosen.length === open.length}
                indeterminate={chosen.length > 0 && chosen.length < open.length}
                onChange={() =>
                  setPicked(new Set(chosen.length === open.length ? [] : open.map((line) => line.id)))
                }
              />
            ),
            render: mark,
          },
        })}
        card={(line) => <LineCard line={line} currency={order.currency} />}
      />
      <Totals order={order} />
    </Panel>
  )
}

function LineCard({ line, currency }: { line: Line; currency: string }) {
  return (
    <div className={classes.card}>
      <span className={line.parent ? classes.part : undefined}>
        <Quantity value={line.quantity} /> × {line.productName}
      </span>
      <Money amount={line.net} currency={currency} />
      <span className={classes.quiet}>{charged(line)}</span>
      <OrderStatusBadge status={line.status} />
    </div>
  )
}

function charged({ type, trialDays }: Line): string {
  return trialDays === undefined ? kinds[type] : `${kinds[type]}, ${freeDays(trialDays)}`
}

function Totals({ order }: { order: Order }) {
  const rows = [
    ['Net', order.net],
    ['Tax', order.tax],
    ['Total', order.total],
  ] as const
  return (
    <div className={classes.foot}>
      <dl className={classes.totals}>
        {rows.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Money amount={amount} currency={order.currency} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function columnsIn({ currency }: Order): Column<Line>[] {
  const money = (amount: string) => <Money amount={amount} currency={currency} bare />
  return [
    {
      key: 'product',
      title: 'Product',
      render: (line) => (
        <span className={line.parent ? classes.part : undefined}>
          {line.productName} <span className={classes.quiet}>{line.product}</span>
        </span>
      ),
    },
    { key: 'type', title: 'Charged', from: 'md', render: charged },
    { key: 'status', title: 'Status', render: (line) => <OrderStatusBadge status={line.status} /> },
    {
      key: 'quantity',
      title: 'Quantity',
      align: 'end',
      render: (line) => <Quantity value={line.quantity} />,
    },
    {
      key: 'price',
      title: `Unit price, ${currency}`,
      align: 'end',
      from: 'sm',
      render: (line) => money(line.unitPrice),
    },
    { key: 'net', title: `Net, ${currency}`, align: 'end', render: (line) => money(line.net) },
    { key: 'tax', title: `Tax, ${currency}`, align: 'end', from: 'md', render: (line) => money(line.tax) },
  ]
}
