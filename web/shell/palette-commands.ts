import { IconFilePlus, IconKeyboard, IconLogout, IconMoon, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { Found } from './palette-search.ts'
import { placesFor } from './places.ts'
import { can, useSession } from './session.ts'
import { showShortcuts, useToggleTheme } from './shortcuts.tsx'
import { useSignOut } from './user-menu.tsx'

/** What can be done from anywhere, by those who may. */
export function useCommands(): Found[] {
  const session = useSession()
  const navigate = useNavigate()
  const toggleTheme = useToggleTheme()
  const signOut = useSignOut()
  const commands: (Found | false)[] = [
    can(session, 'quotes.write') && {
      key: 'new-quote',
      group: 'Do',
      title: 'New quote',
      words: 'create add',
      icon: IconFilePlus,
      act: () => void navigate({ to: '/quotes', search: { make: true } }),
    },
    can(session, 'customers.write') && {
      key: 'new-customer',
      group: 'Do',
      title: 'New customer',
      words: 'create add account',
      icon: IconUserPlus,
      act: () => void navigate({ to: '/customers/new' }),
    },
    ...placesFor(session).map((place) => ({
      key: place.to,
      group: 'Go to',
      title: place.title,
      icon: place.icon,
      keys: place.keys,
      act: () => void navigate({ to: place.to }),
    })),
    {
      key: 'theme',
      group: 'This app',
      title: 'Toggle dark mode',
      words: 'light theme appearance',
      icon: IconMoon,
      keys: 'mod+shift+l',
      act: toggleTheme,
    },
    {
      key: 'keys',
      group: 'This app',
      title: 'Keyboard shortcuts',
      words: 'help',
      icon: IconKeyboard,
      keys: '?',
      act: showShortcuts,
    },
    {
      key: 'out',
      group: 'This app',
      title: 'Sign out',
      words: 'log leave',
      icon: IconLogout,
      act: () => void signOut(),
    },
  ]
  return commands.filter((command) => command !== false)
}
