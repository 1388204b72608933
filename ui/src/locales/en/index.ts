import type { Texts } from '../ja'
import { en_analyses } from './analyses'
import { en_analyses_of_orders } from './analyses_of_orders'
import { en_analyses_of_products } from './analyses_of_products'
import { en_campaigns } from './campaigns'
import { en_churn } from './churn'
import { en_customers } from './customers'
import { en_frame } from './frame'
import { en_import } from './import'
import { en_journeys } from './journeys'
import { en_keys_for_programs } from './keys_for_programs'
import { en_mail } from './mail'
import { en_messages } from './messages'
import { en_numbers } from './numbers'
import { en_results } from './results'
import { en_segments } from './segments'
import { en_settings } from './settings'
import { en_today } from './today'

export const en: Texts = {
  ...en_frame,
  ...en_numbers,
  ...en_analyses,
  ...en_analyses_of_orders,
  ...en_analyses_of_products,
  campaigns: en_campaigns,
  churn: en_churn,
  customers: en_customers,
  import: en_import,
  journeys: en_journeys,
  keys_for_programs: en_keys_for_programs,
  mail: en_mail,
  messages: en_messages,
  results: en_results,
  segments: en_segments,
  settings: en_settings,
  today: en_today,
}
