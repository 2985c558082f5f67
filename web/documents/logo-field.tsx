import { Button, FileButton } from '@mantine/core'
import classes from './documents.module.css'

type LogoFieldProps = {
  label: string
  description?: string | undefined
  value: string
  error: string | undefined
  disabled?: boolean
  onChange: (logo: string) => void
}

/** A logo as a PNG or SVG, kept in the thing itself. */
export function LogoField({ label, description, value, error, disabled = false, onChange }: LogoFieldProps) {
  const read = (file: File | null) => {
    if (!file) return
    const reader = new FileReader()
    reader.onload = () => onChange(String(reader.result))
    reader.readAsDataURL(file)
  }
  return (
    <div>
      <span className={classes.label}>{label}</span>
      <div className={classes.logo}>
        {value && <img src={value} alt="The logo as it is" />}
        <FileButton accept="image/png,image/svg+xml" onChange={read} disabled={disabled}>
          {(button) => (
            <Button {...button} size="xs" variant="default">
              {value ? 'Choose another' : 'Choose a file'}
            </Button>
          )}
        </FileButton>
        {value && !disabled && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange('')}>
            Remove
          </Button>
        )}
      </div>
      {description && <p className={classes.quiet}>{description}</p>}
      {error && <p className={classes.error}>{error}</p>}
    </div>
  )
}
