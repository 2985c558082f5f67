import { Anchor, Button, Select, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createProduct } from '../../contract/catalog.ts'
import type { ChangeSet } from '../../contract/revisions.ts'
import { currencies } from '../customers/places.ts'
import type { State } from '../reference/describe.ts'
import { products } from '../reference/forms/catalog.ts'
import classes from '../reference/reference.module.css'
import { bodyOf } from '../reference/state.ts'
import { ThingForm } from '../reference/thing-form.tsx'
import { useChangedReference, useCurrentChangeSet } from '../revisions/change-set-query.ts'
import { StartDialog } from '../revisions/start-dialog.tsx'
import { call, ProblemError } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'
import { fieldError, Issues, Page, Panel, toast } from '../ui/index.ts'

type PriceState = { currency: string; amount: string }
const ways = {
  ONE_TIME: { label: 'Bought once', plan: 'Purchase', suffix: 'BUY' },
  month: { label: 'By the month', plan: 'Monthly', suffix: 'MONTH' },
  year: { label: 'By the year', plan: 'Yearly', suffix: 'YEAR' },
  USAGE: { label: 'By usage', plan: 'Usage', suffix: 'USE' },
} as const
type Way = keyof typeof ways

/** A new product with its first plan and prices: one request, because none of them can be without the others. */
export function NewProductPage() {
  const session = useSession()
  const navigate = useNavigate()
  const current = useCurrentChangeSet()
  const changed = useChangedReference()
  const [state, setState] = useState<State>({ ...products.start, lifecycle: 'active', code: '' })
  const [way, setWay] = useState<Way>('ONE_TIME')
  const [prices, setPrices] = useState<PriceState[]>([{ currency: session.company.currency, amount: '' }])
  const [starting, setStarting] = useState(false)
  const create = useMutation({
    mutationFn: async (changeSet: ChangeSet['id']) =>
      (await call(createProduct, { body: { ...requestOf(state, way, prices), changeSet } as never })).data,
    onSuccess: async (made) => {
      await changed()
      toast.done(`${made.product} with its plan and prices is in the change set.`)
      await navigate({
        to: '/reference/$kind/$code',
        params: { kind: 'products', code: made.product },
      } as never)
    },
  })
  const issues = create.error instanceof ProblemError ? (create.error.problem.issues ?? []) : []
  const ofProduct = issues.filter((issue) => issue.path[0] !== 'plans')
  const ofPlans = issues.filter((issue) => issue.path[0] === 'plans')
  const placed = prices.flatMap((_, index) =>
    ['unitAmount', 'currency'].map((name) => `plans.0.prices.${index}.${name}`),
  )
  const homeless = ofPlans.filter((issue) => !placed.includes(issue.path.join('.')))
  const setPrice = (index: number, part: Partial<PriceState>) =>
    setPrices(prices.map((price, at) => (at === index ? { ...price, ...part } : price)))
  return (
    <Page
      title="New product"
      narrow
      above={
        <Anchor component={Link} to="/catalog" c="dimmed">
          Catalog
        </Anchor>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (current) create.mutate(current.id)
          else setStarting(true)
        }}
      >
        {create.error && issues.length === 0 && (
          <div role="alert" style={{ marginBottom: 12 }}>
            <Issues
              issues={[{ code: 'failed', severity: 'error', path: [], message: create.error.message }]}
            />
          </div>
        )}
        <ThingForm form={products} state={state} onChange={setState} issues={ofProduct} asksCode />
        <Panel title="First plan and its prices">
          <p className={classes.help}>
            A product can be quoted once it has a plan, and the plan a price. More plans, price books and
            tiers are added afterwards.
          </p>
          <Issues issues={homeless} />
          <Select
            label="How it is sold"
            data={Object.entries(ways).map(([value, { label }]) => ({ value, label }))}
            value={way}
            maw={280}
            mb="md"
            onChange={(next) => setWay((next ?? 'ONE_TIME') as Way)} // one of the options
          />
          {prices.map((price, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a price is its place
            <div key={index} className={classes.price}>
              <Select
                label="Currency"
                data={currencies()}
                searchable
                value={price.currency}
                error={fieldError(issues, `plans.0.prices.${index}.currency`)}
                onChange={(currency) => setPrice(index, { currency: currency ?? '' })}
              />
              <TextInput
                label="List price per unit"
                inputMode="decimal"
                value={price.amount}
                error={fieldError(issues, `plans.0.prices.${index}.unitAmount`)}
                onChange={(event) => setPrice(index, { amount: event.currentTarget.value })}
              />
              {prices.length > 1 && (
                <Button
                  variant="subtle"
                  color="gray"
                  onClick={() => setPrices(prices.filter((_, at) => at !== index))}
                >
                  Remove
                </Button>
              )}
            </div>
          ))}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setPrices([...prices, { currency: '', amount: '' }])}
          >
            Another currency
          </Button>
        </Panel>
        <div className={classes.bar}>
          <span className={classes.quiet}>
            {current ? `Goes into “${current.title}”.` : 'Changes are collected in a change set.'}
          </span>
          <Button type="submit" loading={create.isPending}>
            Create product
          </Button>
        </div>
      </form>
      <StartDialog
        open={starting}
        onClose={() => setStarting(false)}
        because="A new product is kept in a change set, and can be quoted once that is published."
        onStarted={(set) => {
          setStarting(false)
          create.mutate(set.id)
        }}
      />
    </Page>
  )
}

function requestOf(state: State, way: Way, prices: readonly PriceState[]) {
  const code = String(state.code).trim()
  const { plan, suffix } = ways[way]
  const recurring = way === 'month' || way === 'year' ? { recurring: { interval: way } } : {}
  return {
    ...bodyOf(products, state),
    code,
    plans: [
      {
        code: `${code}.${suffix}`,
        name: plan,
        prices: prices.map(({ currency, amount }) => ({
          code: `${code}.${suffix}.${currency}`,
          currency,
          type: way === 'month' || way === 'year' ? 'RECURRING' : way,
          unitAmount: amount.trim().replace(/^(\d+),(\d+)$/, '$1.$2'),
          ...recurring,
        })),
      },
    ],
  }
}
