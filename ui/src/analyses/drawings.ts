// Which analyses have a drawing of their own, each fetched when it is looked at. One line each; any other is drawn from its
// descriptor.
import { lazy, type ComponentType } from 'react'
import type { DrawingProps } from './common/drawing'

interface KnownDrawing {
  Draw: ComponentType<DrawingProps>
  overlays: boolean // draws two answers in one; else they stand side by side
}

function drawing(load: () => Promise<ComponentType<DrawingProps>>, overlays = false): KnownDrawing {
  return { Draw: lazy(async () => ({ default: await load() })), overlays }
}

const kGeneric = drawing(async () => (await import('./generic/Generic')).Generic, true)

const kDrawings: ReadonlyMap<string, KnownDrawing> = new Map([
  ['stages', drawing(async () => (await import('./stages/Stages')).Stages, true)],
  ['days_to_next', drawing(async () => (await import('./days_to_next/DaysToNext')).DaysToNext, true)],
  ['order_to_cash', drawing(async () => (await import('./order_to_cash/OrderToCash')).OrderToCash, true)],
  ['weakest_link', drawing(async () => (await import('./weakest_link/WeakestLink')).WeakestLink)],
  ['planner', drawing(async () => (await import('./planner/Planner')).Planner)],
  ['retention', drawing(async () => (await import('./retention/Retention')).Retention)],
  ['customer_balance', drawing(async () => (await import('./customer_balance/CustomerBalance')).CustomerBalance)],
  ['retention_trap', drawing(async () => (await import('./retention_trap/RetentionTrap')).RetentionTrap)],
  ['churn_signal', drawing(async () => (await import('./churn_signal/ChurnSignal')).ChurnSignal)],
  ['churn_calibration', drawing(async () => (await import('./churn_calibration/ChurnCalibration')).ChurnCalibration)],
  ['products', drawing(async () => (await import('./products/Products')).Products)],
  ['product_flow', drawing(async () => (await import('./product_flow/ProductFlow')).ProductFlow)],
  ['basket', drawing(async () => (await import('./basket/Basket')).Basket)],
  ['cohorts', drawing(async () => (await import('./cohorts/Cohorts')).Cohorts)],
  ['rfm', drawing(async () => (await import('./rfm/Rfm')).Rfm)],
  ['cpm', drawing(async () => (await import('./cpm/Cpm')).Cpm)],
  ['rfm_moves', drawing(async () => (await import('./moves/Moves')).Moves)],
  ['cpm_moves', drawing(async () => (await import('./moves/Moves')).Moves)],
  ['deciles', drawing(async () => (await import('./deciles/Deciles')).Deciles)],
  ['net_sales', drawing(async () => (await import('./net_sales/NetSales')).NetSales)],
  ['delivery', drawing(async () => (await import('./delivery/Delivery')).Delivery, true)],
  ['returns', drawing(async () => (await import('./returns/Returns')).Returns, true)],
  ['after_trouble', drawing(async () => (await import('./after_trouble/AfterTrouble')).AfterTrouble)],
  ['ltv', drawing(async () => (await import('./ltv/Ltv')).Ltv)],
  ['acquisition', drawing(async () => (await import('./acquisition/Acquisition')).Acquisition)],
  ['stock', drawing(async () => (await import('./stock/Stock')).Stock)],
  ['shipment_losses', drawing(async () => (await import('./shipment_losses/ShipmentLosses')).ShipmentLosses, true)],
  ['payment_delay', drawing(async () => (await import('./payment_delay/PaymentDelay')).PaymentDelay, true)],
  ['delivery_repeat', drawing(async () => (await import('./delivery_repeat/DeliveryRepeat')).DeliveryRepeat, true)],
  ['calendar', drawing(async () => (await import('./calendar/Calendar')).Calendar)],
  ['ltv_levers', drawing(async () => (await import('./ltv_levers/LtvLevers')).LtvLevers)],
])

export function drawing_of(analysis: string): KnownDrawing {
  return kDrawings.get(analysis) ?? kGeneric
}
