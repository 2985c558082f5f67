import { useMemo } from 'react'
import type { Model } from '../../engines/configurator/index.ts'
import { type Form, FormContext } from '../configurator/context.ts'
import { SectionView } from '../configurator/section-view.tsx'
import { namesOf, sectionsOf } from '../configurator/sections.ts'
import { useConfiguration } from '../configurator/use-configuration.ts'
import { EmptyState, Issues, Panel } from '../ui/index.ts'

/** The model as sales people will meet it; what is chosen here is kept nowhere. */
export function TryModel({ model }: { model: Model }) {
  const configuring = useConfiguration(model, [])
  const sections = useMemo(() => sectionsOf(model), [model])
  const names = useMemo(() => namesOf(model, () => undefined), [model])
  const { snapshot, unusable, failed } = configuring
  const domains = useMemo(() => new Map(snapshot?.domains.map((each) => [each.variable, each])), [snapshot])
  const values = snapshot?.completion.configuration.values
  const form: Form = {
    configuring,
    names,
    prices: new Map(),
    currency: '',
    readOnly: false,
    stock: new Map(),
    domainOf: (path) => domains.get(path),
    valueOf: (path) => domains.get(path)?.value ?? values?.[path],
  }
  return (
    <Panel title="Try it">
      {failed && <p role="alert">{failed}</p>}
      {unusable && <Issues issues={unusable.map((issue) => ({ ...issue, path: [issue.path] }))} />}
      {model.variables.length === 0 && (
        <EmptyState title="Nothing to choose yet">
          Add a variable, and it can be tried here at once.
        </EmptyState>
      )}
      {snapshot && (
        <FormContext value={form}>
          {sections.map((section) => (
            <SectionView key={section.key} section={section} models={model.models ?? {}} />
          ))}
        </FormContext>
      )}
    </Panel>
  )
}
