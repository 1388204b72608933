// Every word of the UI in Japanese, a file for each page. en/ must have the same shape; the compiler checks it. Words of
// analyses (titles, columns, definitions) and of errors come from the server, in the language of the request.
import { ja_analyses } from './analyses'
import { ja_analyses_of_orders } from './analyses_of_orders'
import { ja_analyses_of_products } from './analyses_of_products'
import { ja_campaigns } from './campaigns'
import { ja_churn } from './churn'
import { ja_customers } from './customers'
import { ja_frame } from './frame'
import { ja_import } from './import'
import { ja_journeys } from './journeys'
import { ja_keys_for_programs } from './keys_for_programs'
import { ja_mail } from './mail'
import { ja_messages } from './messages'
import { ja_numbers } from './numbers'
import { ja_results } from './results'
import { ja_segments } from './segments'
import { ja_settings } from './settings'
import { ja_today } from './today'

export const ja = {
  ...ja_frame,
  ...ja_numbers,
  ...ja_analyses,
  ...ja_analyses_of_orders,
  ...ja_analyses_of_products,
  campaigns: ja_campaigns,
  churn: ja_churn,
  customers: ja_customers,
  import: ja_import,
  journeys: ja_journeys,
  keys_for_programs: ja_keys_for_programs,
  mail: ja_mail,
  messages: ja_messages,
  results: ja_results,
  segments: ja_segments,
  settings: ja_settings,
  today: ja_today,
}

export type Texts = typeof ja
