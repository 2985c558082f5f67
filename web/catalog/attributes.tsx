import classes from './catalog.module.css'

/** Free attributes as names and values, however deep; numbers and texts are shown as they are. */
export function Attributes({ attributes }: { attributes: Readonly<Record<string, unknown>> }) {
  return (
    <dl className={classes.attributes}>
      {Object.entries(attributes).map(([name, value]) => (
        <div key={name}>
          <dt>{inWords(name)}</dt>
          <dd>{isRecord(value) ? <Attributes attributes={value} /> : textOf(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** "powerSupplyWatts" and "power_supply_watts" → "Power supply watts". */
export function inWords(name: string): string {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase()
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
