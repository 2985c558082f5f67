import { Modal, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { KeyHint } from '../ui/index.ts'
import { isTyping } from './is-typing.ts'
import { placesFor } from './places.ts'
import { useSession } from './session.ts'
import classes from './shortcuts.module.css'

const opening = new EventTarget()
export function showShortcuts(): void {
  opening.dispatchEvent(new Event('open'))
}

/** The keys that work everywhere, and the sheet that lists them. */
export function Shortcuts() {
  const [open, setOpen] = useState(false)
  const places = placesFor(useSession())
  useEffect(() => {
    const show = () => setOpen(true)
    opening.addEventListener('open', show)
    return () => opening.removeEventListener('open', show)
  }, [])
  useJumps()
  const toggleTheme = useToggleTheme()
  useHotkeys([
    ['shift+?', () => setOpen(true)],
    ['mod+shift+L', toggleTheme],
  ])
  return (
    <Modal opened={open} onClose={() => setOpen(false)} title="Keyboard shortcuts" size="lg">
      <div className={classes.columns}>
        <Keys
          title="Everywhere"
          keys={[
            ['mod+k', 'Search or jump'],
            ['?', 'This list'],
            ['mod+shift+l', 'Light or dark'],
            ['Esc', 'Close what is open'],
          ]}
        />
        <Keys title="Go to" keys={places.map((place) => [place.keys, place.title])} />
        <Keys
          title="In lists"
          keys={[
            ['j', 'Next row (or ↓)'],
            ['k', 'Previous row (or ↑)'],
            ['Enter', 'Open'],
            ['/', 'Search the list'],
          ]}
        />
        <Keys
          title="In quotes"
          keys={[
            ['/', 'Add a product'],
            ['Enter', 'Edit a cell, explain an amount'],
            ['mod+d', 'Duplicate the line'],
            ['Alt+↑', 'Move it up (↓ down)'],
            ['Shift+↓', 'Pick lines'],
            ['mod+a', 'Pick all lines'],
            ['mod+z', 'Undo'],
            ['mod+shift+z', 'Redo'],
          ]}
        />
      </div>
    </Modal>
  )
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {keys.map(([chord, what]) => (
          <div key={chord} className={classes.row}>
            <dt>{what}</dt>
            <dd>
              <KeyHint keys={chord} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** "g", then the letter of a place within a second. */
function useJumps(): void {
  const places = placesFor(useSession())
  const navigate = useNavigate()
  useEffect(() => {
    let begun = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (event.key === 'g') {
        begun = event.timeStamp
        return
      }
      const place = places.find((each) => each.keys === `g then ${event.key}`)
      if (place && begun > 0 && event.timeStamp - begun < 1000) {
        event.preventDefault()
        void navigate({ to: place.to })
      }
      begun = 0
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [places, navigate])
}

export function useToggleTheme(): () => void {
  const { setColorScheme } = useMantineColorScheme()
  const shown = useComputedColorScheme('light')
  return () => setColorScheme(shown === 'dark' ? 'light' : 'dark')
}
