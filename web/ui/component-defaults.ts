import type { MantineThemeComponents } from '@mantine/core'
import classes from './components.module.css'

const quick = { duration: 120, transition: 'fade' } as const

/** How the library's components come in this product unless a place says otherwise. */
export const components: MantineThemeComponents = {
  Button: { defaultProps: { size: 'sm' }, classNames: { root: classes.button, label: classes.buttonLabel } },
  ActionIcon: {
    defaultProps: { variant: 'subtle', color: 'gray', size: 30 },
    classNames: { root: classes.actionIcon },
  },
  Input: {
    defaultProps: { size: 'sm' },
    classNames: { input: classes.input, wrapper: classes.inputWrapper },
  },
  InputWrapper: {
    defaultProps: { size: 'sm' },
    classNames: { label: classes.label, description: classes.description, error: classes.error },
  },
  TextInput: { defaultProps: { size: 'sm' } },
  PasswordInput: { defaultProps: { size: 'sm' }, classNames: { innerInput: classes.passwordInput } },
  Textarea: { defaultProps: { size: 'sm' } },
  Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
  MultiSelect: { defaultProps: { size: 'sm' } },
  NativeSelect: { defaultProps: { size: 'sm' } },
  Checkbox: { defaultProps: { size: 'xs' }, classNames: { label: classes.checkLabel } },
  Radio: { defaultProps: { size: 'xs' }, classNames: { label: classes.checkLabel } },
  Switch: { defaultProps: { size: 'sm' } },
  Combobox: { classNames: { dropdown: classes.dropdown, option: classes.option } },
  Menu: {
    defaultProps: { shadow: 'md', position: 'bottom-end', offset: 6, transitionProps: quick, radius: 'md' },
    classNames: { dropdown: classes.dropdown, item: classes.menuItem, label: classes.menuLabel },
  },
  Popover: {
    defaultProps: { shadow: 'md', transitionProps: quick, radius: 'md' },
    classNames: { dropdown: classes.dropdown },
  },
  Tooltip: {
    defaultProps: {
      openDelay: 350,
      transitionProps: quick,
      radius: 'sm',
      withArrow: false,
      events: { hover: true, focus: true, touch: false },
    },
    classNames: { tooltip: classes.tooltip },
  },
  Modal: {
    defaultProps: {
      centered: false,
      yOffset: '12vh',
      radius: 'lg',
      shadow: 'xl',
      transitionProps: quick,
      overlayProps: { backgroundOpacity: 0.32, blur: 0 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
    classNames: { content: classes.modal, header: classes.modalHeader, title: classes.modalTitle },
  },
  Drawer: {
    defaultProps: {
      transitionProps: { duration: 140 },
      overlayProps: { backgroundOpacity: 0.32 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
    classNames: { content: classes.modal, header: classes.modalHeader, title: classes.modalTitle },
  },
  Tabs: { classNames: { tab: classes.tab, list: classes.tabList } },
  SegmentedControl: { defaultProps: { size: 'xs' } },
  Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
  Skeleton: { defaultProps: { radius: 'sm' } },
  Notification: { classNames: { root: classes.toast } },
  Alert: { defaultProps: { radius: 'md', variant: 'light' } },
  Anchor: { defaultProps: { underline: 'hover' } },
}
