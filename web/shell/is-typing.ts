/** Whether keys belong to what has the focus: a field one types in, or what has keys of its own. Boxes to tick do not type. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type)) return false
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=dialog], [role=grid], [role=treegrid], [role=menu]') !== null
  )
}
