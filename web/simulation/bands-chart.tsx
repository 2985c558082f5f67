import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Simulation } from '../../contract/simulations.ts'
import classes from './simulation.module.css'

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

/** How many quotes move how far. The figures stand in its description too. */
export function BandsChart({ bands }: { bands: Simulation['bands'] }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const chart = init(element, undefined, { renderer: 'svg' })
    const style = getComputedStyle(element)
    const colour = (name: string) => style.getPropertyValue(name).trim()
    const text = { color: colour('--q-muted'), fontFamily: style.fontFamily, fontSize: 11 }
    chart.setOption({
      animation: false,
      grid: { left: 4, right: 12, top: 8, bottom: 0, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'none' } },
      xAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: text,
        splitLine: { lineStyle: { color: colour('--q-border') } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bands.map((band) => band.label),
        axisLabel: text,
        axisTick: { show: false },
        axisLine: { show: false },
      },
      series: [
        {
          type: 'bar',
          name: 'Quotes',
          barMaxWidth: 16,
          data: bands.map((band, index) => ({
            value: band.count,
            itemStyle: {
              color: colour(index === 3 ? '--q-bar-total' : index < 3 ? '--q-bar-down' : '--q-bar-up'),
            },
          })),
        },
      ],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(element)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [bands])
  const words = bands.filter((band) => band.count > 0).map((band) => `${band.label}: ${band.count}`)
  return (
    <figure className={classes.figure}>
      <figcaption>How far quotes move</figcaption>
      <div
        ref={place}
        className={classes.chart}
        role="img"
        aria-label={`Quotes by how far they move. ${words.join(', ')}.`}
      />
    </figure>
  )
}
