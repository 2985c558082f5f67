import { useComputedColorScheme } from '@mantine/core'
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useLocale } from '../ui/index.ts'
import classes from './statistics.module.css'
import type { Statistics } from './statistics-page.tsx'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

type ChartProps =
  | { kind: 'weeks'; weeks: Statistics['weeks'] }
  | { kind: 'steps'; steps: Statistics['steps'] }

/** A chart of the statistics; loaded on demand. The table beside it says the same in figures. */
export default function Chart(props: ChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  const { language } = useLocale()
  const data = JSON.stringify(props)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const chart = init(element)
    const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim()
    const given = JSON.parse(data) as ChartProps
    chart.setOption({
      ...base(colour, getComputedStyle(element).fontFamily),
      ...(given.kind === 'weeks'
        ? weeksOption(given.weeks, colour, language)
        : stepsOption(given.steps, colour)),
    })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [data, scheme, language])
  return <div ref={frame} className={classes.chart} role="img" aria-label={descriptionOf(props)} />
}

type Colour = (name: string) => string

const base = (colour: Colour, fontFamily: string): EChartsCoreOption => ({
  animation: false,
  textStyle: { fontFamily, color: colour('--q-muted') },
  tooltip: {
    trigger: 'axis',
    backgroundColor: colour('--q-raised'),
    textStyle: { color: colour('--q-text') },
  },
  grid: { left: 8, right: 16, top: 58, bottom: 4, containLabel: true },
})

function weeksOption(weeks: Statistics['weeks'], colour: Colour, language: string): EChartsCoreOption {
  return {
    color: [colour('--q-bar-down'), colour('--q-bar-total'), colour('--q-bar-up')],
    legend: { top: 0, left: 0, textStyle: { color: colour('--q-muted') } },
    xAxis: axis(colour, { type: 'category', data: weeks.map((week) => dayOf(week.week, language)) }),
    yAxis: [
      axis(colour, { type: 'value', name: 'quotes', minInterval: 1 }),
      axis(colour, { type: 'value', name: 'hours', splitLine: { show: false } }),
    ],
    series: [
      { name: 'Automatic', type: 'bar', stack: 'quotes', data: weeks.map((week) => week.automatic) },
      { name: 'Asked for', type: 'bar', stack: 'quotes', data: weeks.map((week) => week.asked) },
      {
        name: 'Median hours',
        type: 'line',
        yAxisIndex: 1,
        data: weeks.map((week) => (week.medianHours === undefined ? null : Number(week.medianHours))),
      },
    ],
  }
}

function stepsOption(steps: Statistics['steps'], colour: Colour): EChartsCoreOption {
  const shown = steps.slice(0, 8).reverse()
  return {
    color: [colour('--q-bar-down'), colour('--q-bar-total')],
    legend: { top: 0, left: 0, textStyle: { color: colour('--q-muted') } },
    xAxis: axis(colour, {
      type: 'value',
      // Few enough that each is written, on a phone too.
      splitNumber: 3,
      axisLabel: { formatter: '{value} h', hideOverlap: true, color: colour('--q-muted') },
    }),
    yAxis: axis(colour, {
      type: 'category',
      data: shown.map((step) => step.asked.replace(', ', ',\n')),
      axisLabel: { width: 140, overflow: 'break', lineHeight: 15, color: colour('--q-muted') },
    }),
    series: [
      {
        name: 'Half within',
        type: 'bar',
        barMinHeight: 2,
        data: shown.map((step) => Number(step.medianHours)),
      },
      {
        name: 'Nine of ten within',
        type: 'bar',
        barMinHeight: 2,
        data: shown.map((step) => Number(step.slowHours)),
      },
    ],
  }
}

/** "Sep 7", as people here write it. */
function dayOf(week: string, language: string): string {
  return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${week}T00:00:00Z`),
  )
}

function axis(colour: Colour, own: Record<string, unknown>) {
  return {
    axisLabel: { color: colour('--q-muted') },
    axisLine: { lineStyle: { color: colour('--q-border-strong') } },
    splitLine: { lineStyle: { color: colour('--q-border') } },
    nameTextStyle: { color: colour('--q-muted') },
    ...own,
  }
}

/** The chart in a sentence, for those who do not see it. */
function descriptionOf(props: ChartProps): string {
  if (props.kind === 'steps') {
    const said = props.steps.slice(0, 8).map((step) => `${step.asked} ${step.medianHours}`)
    return `Median hours of each step: ${said.join('; ') || 'no decisions yet'}.`
  }
  const sum = (of: (week: Statistics['weeks'][number]) => number) =>
    props.weeks.reduce((total, week) => total + of(week), 0)
  return `Quotes of ${props.weeks.length} weeks: ${sum((week) => week.automatic)} approved automatically, ${sum((week) => week.asked)} asked of people.`
}
