// The parts of ECharts that are used, and nothing else. Only EChart.tsx imports this, lazily.
import { BarChart, CustomChart, LineChart, SankeyChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import ja from 'echarts/i18n/langJA-obj.js'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([BarChart, CustomChart, LineChart, SankeyChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, AriaComponent, SVGRenderer])
echarts.registerLocale('JA', ja)

export { echarts }
