import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type Configuration, priceConfiguration } from '../../contract/configurations.ts'
import { WaterfallChart } from '../quoting/waterfall/waterfall-chart.tsx'
import { call } from '../shell/api.ts'
import { Instant, Money, Panel, toast } from '../ui/index.ts'
import css from './saved.module.css'
import { useTake } from './use-saved.ts'

/** What all its products come to together, and how. */
export function SavedPrice({ configuration, editable }: { configuration: Configuration; editable: boolean }) {
  const { id, price, valid } = configuration
  const take = useTake()
  const ask = useMutation({
    mutationFn: async () => (await call(priceConfiguration, { params: { id }, body: {} })).data,
    onSuccess: (priced) => take(priced.configuration),
    onError: toast.failed,
  })
  const fresh = price && ask.data?.configuration.price?.at === price.at ? ask.data : undefined
  return (
    <Panel title="Price">
      {price ? (
        <dl className={css.price}>
          <dt>
            Net, as of <Instant value={price.at} />
          </dt>
          <dd>
            <Money amount={price.net} currency={price.currency} strong />
          </dd>
        </dl>
      ) : (
        <p className={css.hint}>
          {valid ? 'Not priced as it stands.' : 'It is priced once nothing is wrong with it.'}
        </p>
      )}
      {editable && valid && (
        <Button variant="default" fullWidth loading={ask.isPending} onClick={() => ask.mutate()}>
          {price ? 'Price it again' : 'Price it'}
        </Button>
      )}
      {fresh && <WaterfallChart rows={fresh.rows.filter((row) => !row.rejected)} currency={fresh.currency} />}
    </Panel>
  )
}
