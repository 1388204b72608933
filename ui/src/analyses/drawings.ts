// Which analyses have a drawing of their own. One line each; an analysis without one is shown as its table.
import { Cohorts } from './cohorts/Cohorts'
import type { Drawing } from './common/drawing'
import { Cpm } from './cpm/Cpm'
import { DaysToNext } from './days_to_next/DaysToNext'
import { NetSales } from './net_sales/NetSales'
import { Rfm } from './rfm/Rfm'
import { Stages } from './stages/Stages'

export const kDrawings: ReadonlyMap<string, Drawing> = new Map<string, Drawing>([
  ['stages', Stages],
  ['days_to_next', DaysToNext],
  ['cohorts', Cohorts],
  ['rfm', Rfm],
  ['cpm', Cpm],
  ['net_sales', NetSales],
])
