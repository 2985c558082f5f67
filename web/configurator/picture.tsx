import css from './configurator.module.css'

/** The product with what was chosen on it: layers of the same frame, the base first. */
export function Picture({
  base,
  layers,
  label,
}: {
  base: string | undefined
  layers: string[]
  label: string
}) {
  if (!base) return null
  return (
    <div className={css.picture} role="img" aria-label={`${label} as configured`}>
      {[base, ...layers].map((source) => (
        <img key={source} src={source} alt="" />
      ))}
    </div>
  )
}
