import { ActionIcon, Select, Textarea, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { languageName, languages } from '../customers/places.ts'
import classes from './documents.module.css'

type TranslationsFieldProps = {
  label: string
  description?: string | undefined
  multiline?: boolean
  texts: Readonly<Record<string, string>>
  errorAt: (path: string) => string | undefined
  disabled?: boolean
  onChange: (texts: Record<string, string>) => void
}

/** A text in each language it is needed in; readers of others get the English one. */
export function TranslationsField(props: TranslationsFieldProps) {
  const { label, description, multiline = false, texts, errorAt, disabled = false, onChange } = props
  const shown = Object.keys(texts).length > 0 ? Object.keys(texts) : ['en']
  const without = (tag: string) => Object.fromEntries(Object.entries(texts).filter(([each]) => each !== tag))
  return (
    <fieldset className={classes.texts} disabled={disabled}>
      <legend>{label}</legend>
      {description && <p className={classes.quiet}>{description}</p>}
      {shown.map((tag) => {
        const input = {
          'aria-label': `${label}, ${languageName(tag)}`,
          value: texts[tag] ?? '',
          error: errorAt(tag),
          lang: tag,
          dir: 'auto' as const,
          onChange: (event: { currentTarget: { value: string } }) =>
            onChange({ ...texts, [tag]: event.currentTarget.value }),
        }
        return (
          <div key={tag} className={classes.text}>
            <span className={classes.language}>{languageName(tag)}</span>
            {multiline ? (
              <Textarea {...input} autosize minRows={3} maxRows={16} className={classes.grow} />
            ) : (
              <TextInput {...input} className={classes.grow} />
            )}
            <ActionIcon
              aria-label={`Remove ${label.toLowerCase()}, ${languageName(tag)}`}
              disabled={texts[tag] === undefined}
              onClick={() => onChange(without(tag))}
            >
              <IconX size={15} />
            </ActionIcon>
          </div>
        )
      })}
      {errorAt('') && <p className={classes.error}>{errorAt('')}</p>}
      <Select
        aria-label={`Add a language to ${label.toLowerCase()}`}
        placeholder="Add a language"
        size="xs"
        w={180}
        searchable
        disabled={disabled}
        data={languages().filter(({ value }) => !shown.includes(value))}
        value={null}
        onChange={(tag) =>
          tag &&
          onChange({ ...Object.fromEntries(shown.map((each) => [each, texts[each] ?? ''])), [tag]: '' })
        }
      />
    </fieldset>
  )
}
