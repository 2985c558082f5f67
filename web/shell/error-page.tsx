import { Button } from '@mantine/core'
import { IconCloudOff, IconLock, IconMapSearch, IconMoodSad } from '@tabler/icons-react'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { EmptyState, useDocumentTitle } from '../ui/index.ts'
import { ProblemError } from './api.ts'

/** What is shown instead of a page that failed, with a way on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const problem = error instanceof ProblemError ? error.problem : undefined
  const again = () => {
    reset()
    void router.invalidate()
  }
  const { icon, title } = faceOf(problem?.status)
  return (
    <div role="alert">
      <EmptyState
        icon={icon}
        title={title}
        page
        action={
          <>
            <Button onClick={again}>Try again</Button>
            <Button variant="default" onClick={() => void router.navigate({ to: '/' })}>
              To the start
            </Button>
          </>
        }
      >
        {problem?.detail ?? 'The page could not be shown. What you entered elsewhere is kept.'}
        {problem?.requestId && <p>Request {problem.requestId}</p>}
      </EmptyState>
    </div>
  )
}

export function NotFoundPage() {
  const router = useRouter()
  useDocumentTitle('Not found')
  return (
    <EmptyState
      icon={<IconMapSearch size={22} stroke={1.6} />}
      title="There is nothing at this address"
      page
      action={<Button onClick={() => void router.navigate({ to: '/' })}>To the start</Button>}
    >
      The link may be old, or a letter may be missing.
    </EmptyState>
  )
}

function faceOf(status: number | undefined) {
  if (status === 404) return { icon: <IconMapSearch size={22} stroke={1.6} />, title: 'Not found' }
  if (status === 403) return { icon: <IconLock size={22} stroke={1.6} />, title: 'Not for your roles' }
  if (status === 0 || status === 503)
    return { icon: <IconCloudOff size={22} stroke={1.6} />, title: 'No connection' }
  return { icon: <IconMoodSad size={22} stroke={1.6} />, title: 'Something went wrong' }
}
