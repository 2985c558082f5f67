import type { Model } from '../../engines/configurator/index.ts'
import { BooleanField } from './boolean-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import css from './configurator.module.css'
import { useForm } from './context.ts'
import { NumberField } from './number-field.tsx'
import { type Item, type Section, sectionsOf } from './sections.ts'
import { TextField } from './text-field.tsx'

/** A part of the form with its questions; `models` are those that components refer to. */
export function SectionView({
  section,
  models,
  level = 2,
}: {
  section: Section
  models: Record<string, Model>
  level?: number
}) {
  const { domainOf } = useForm()
  const items = section.items.filter((item) => domainOf(item.path)?.presence !== 'absent')
  if (items.length === 0 && section.sections.length === 0) return null
  return (
    <section
      className={css.section}
      id={`section-${section.key}`}
      data-level={level}
      aria-label={section.label}
    >
      <h2 className={css.sectionName}>{section.label}</h2>
      {section.help && <p className={css.help}>{section.help}</p>}
      {items.map((item) => (
        <ItemView key={item.path} item={item} models={models} level={level} />
      ))}
      {section.sections.map((inner) => (
        <SectionView key={inner.key} section={inner} models={models} level={level + 1} />
      ))}
    </section>
  )
}

function ItemView({ item, models, level }: { item: Item; models: Record<string, Model>; level: number }) {
  if (item.kind === 'slot') return <SlotView item={item} models={models} level={level} />
  const { variable, path } = item
  switch (variable.kind) {
    case 'choice':
      return <ChoiceField path={path} variable={variable} />
    case 'boolean':
      return <BooleanField path={path} variable={variable} />
    case 'text':
      return <TextField path={path} variable={variable} />
    case 'integer':
    case 'decimal':
      return (
        <NumberField
          path={path}
          label={variable.label ?? variable.code}
          help={variable.help}
          unit={variable.unit}
          product={variable.product}
        />
      )
  }
}

/** How many of a component there are, and each of them with its own questions. */
function SlotView({
  item,
  models,
  level,
}: {
  item: Extract<Item, { kind: 'slot' }>
  models: Record<string, Model>
  level: number
}) {
  const { valueOf } = useForm()
  const { slot, path, model } = item
  const count = Number(valueOf(path) ?? 0) // a number of instances, at most a few hundred
  const label = slot.label ?? slot.code
  return (
    <>
      {slot.min !== slot.max && (
        <NumberField path={path} label={label} help={slot.help} product={slot.product} />
      )}
      {model &&
        Array.from({ length: count }, (_, at) => (
          <div key={`${path}[${at}]`} className={css.instance}>
            <h3 className={css.instanceName}>
              {label} {at + 1}
            </h3>
            {sectionsOf(model, `${path}[${at}].`, models).map((section) => (
              <SectionView
                key={section.key}
                section={section}
                models={{ ...models, ...model.models }}
                level={level + 1}
              />
            ))}
          </div>
        ))}
    </>
  )
}
