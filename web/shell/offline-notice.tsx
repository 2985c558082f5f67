import { useNetwork } from '@mantine/hooks'
import { IconCloudOff } from '@tabler/icons-react'
import classes from './offline-notice.module.css'

export function OfflineNotice() {
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <div className={classes.notice}>
          <IconCloudOff size={16} stroke={1.7} aria-hidden />
          You are offline. What you see may be out of date; changes wait until the connection is back.
        </div>
      )}
    </div>
  )
}
