import { Drawer } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { ChangeSetBanner } from '../revisions/banner.tsx'
import { LocaleProvider, useNarrow, usePhone } from '../ui/index.ts'
import { BottomBar } from './bottom-bar.tsx'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { PageLoading } from './page-loading.tsx'
import { Palette } from './palette.tsx'
import { useSession } from './session.ts'
import classes from './shell.module.css'
import { Shortcuts } from './shortcuts.tsx'

/** What stands around every page once somebody is signed in. */
export function Shell() {
  const session = useSession()
  const phone = usePhone()
  const narrow = useNarrow()
  const [chosen, setChosen] = useLocalStorage<boolean | null>({ key: 'quoin.navigation', defaultValue: null })
  const collapsed = chosen ?? narrow
  const [menuOpen, menu] = useDisclosure(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { close } = menu
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- going somewhere closes the menu
  useEffect(() => close(), [path])

  return (
    <LocaleProvider locale={{ language: languageOf(session.company.language) }}>
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <div className={classes.shell} data-collapsed={collapsed || undefined} data-phone={phone || undefined}>
        {!phone && (
          <Navigation session={session} collapsed={collapsed} onCollapse={() => setChosen(!collapsed)} />
        )}
        <div className={classes.right}>
          <Header session={session} phone={phone} />
          <OfflineNotice />
          <ChangeSetBanner />
          <main id="content" tabIndex={-1} className={classes.main}>
            <Suspense fallback={<PageLoading />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
        {phone && <BottomBar session={session} onMore={menu.open} />}
      </div>
      {phone && (
        <Drawer opened={menuOpen} onClose={menu.close} title={session.company.name} size={280} padding={0}>
          <Navigation session={session} collapsed={false} inDrawer />
        </Drawer>
      )}
      <Palette />
      <Shortcuts />
    </LocaleProvider>
  )
}

/** The reader's own habit where it is the company's language too; else the company's. */
function languageOf(company: string): string {
  const own = navigator.languages.find((tag) => tag.split('-')[0] === company.split('-')[0])
  return own ?? company
}
