// What all charts share: type, grid, axes and tooltip in the colours of the palette.
import type { EChartsCoreOption } from 'echarts/core'
import { kFontStack } from '../kit/theme'
import type { Palette } from '../kit/tokens'

export type ChartOption = EChartsCoreOption

export function base_option(palette: Palette): ChartOption {
  return {
    animation: false, // a control answers in the same frame
    textStyle: { fontFamily: kFontStack, fontSize: 12, color: palette.ink_soft },
    color: [...palette.categorical],
    grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis',
      backgroundColor: palette.raised,
      borderColor: palette.line,
      textStyle: { color: palette.ink, fontSize: 12, fontFamily: kFontStack },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.primary_soft, opacity: 0.6 } },
      confine: true,
    },
  }
}

export function axis_style(palette: Palette) {
  return {
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: { color: palette.ink_soft, fontSize: 12, hideOverlap: true },
    nameTextStyle: { color: palette.ink_soft, fontSize: 12 },
    splitLine: { lineStyle: { color: palette.line_soft } },
  }
}

export function legend_style(palette: Palette) {
  return { top: 0, right: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 10, textStyle: { color: palette.ink_soft, fontSize: 12 } }
}
