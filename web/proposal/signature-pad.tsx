import { Button } from '@mantine/core'
import { type PointerEvent, useRef } from 'react'
import css from './proposal.module.css'

/** Points of each line in a field of 600 × 200, whatever its size on the screen. */
export type Strokes = [number, number][][]
const size = { width: 600, height: 200 } as const

/** A field to draw a signature in. Whoever cannot draw types it instead. */
export function SignaturePad({
  strokes,
  onChange,
  label,
  clear,
}: {
  strokes: Strokes
  onChange: (strokes: Strokes) => void
  label: string
  clear: string
}) {
  const drawing = useRef(false)
  const pointOf = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)))
    return [
      within(((event.clientX - box.left) / box.width) * size.width, size.width),
      within(((event.clientY - box.top) / box.height) * size.height, size.height),
    ]
  }
  return (
    <div className={css.pad}>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          drawing.current = true
          onChange([...strokes, [pointOf(event)]])
        }}
        onPointerMove={(event) => {
          const last = strokes.at(-1)
          if (!drawing.current || !last || last.length >= 1000) return
          onChange([...strokes.slice(0, -1), [...last, pointOf(event)]])
        }}
        onPointerUp={() => {
          drawing.current = false
        }}
        onPointerCancel={() => {
          drawing.current = false
        }}
      >
        <line x1="30" x2="570" y1="160" y2="160" className={css.baseline} />
        {strokes.map((points, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
          <polyline
            key={index}
            points={points.map((point) => point.join(',')).join(' ')}
            className={css.ink}
          />
        ))}
      </svg>
      <div className={css.padFoot}>
        <span className={css.soft}>{label}</span>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={css.keep}
          onClick={() => onChange([])}
        >
          {clear}
        </Button>
      </div>
    </div>
  )
}
