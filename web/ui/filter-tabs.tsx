import classes from './filter-tabs.module.css'

export type FilterTab = { value: string; label: string; count?: number | undefined }

/** A choice of one filter among a few, each with how many it finds. */
export function FilterTabs({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string
  tabs: readonly FilterTab[]
  value: string
  onChange: (value: string) => void
}) {
  return (
    <fieldset className={classes.tabs}>
      <legend className="visually-hidden">{label}</legend>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          className={classes.tab}
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
          {tab.count !== undefined && <span className={classes.count}>{tab.count}</span>}
        </button>
      ))}
    </fieldset>
  )
}
