import { Button, Loader } from '@mantine/core'
import { useEffect, useRef } from 'react'
import classes from './load-more.module.css'

type LoadMoreProps = { more: boolean; loading: boolean; failed?: boolean; onMore: () => void }

/** The end of a list that goes on: fetches by itself when it comes into view, and by a button. */
export function LoadMore({ more, loading, failed, onMore }: LoadMoreProps) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!more || loading || failed || !end.current) return
    const watch = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && onMore(), {
      rootMargin: '600px',
    })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [more, loading, failed, onMore])
  if (!more) return null
  return (
    <div ref={end} className={classes.end}>
      {loading ? (
        <Loader size="xs" color="gray" aria-label="Loading more" />
      ) : (
        <Button variant="subtle" color="gray" onClick={onMore}>
          {failed ? 'Try again' : 'Show more'}
        </Button>
      )}
    </div>
  )
}
