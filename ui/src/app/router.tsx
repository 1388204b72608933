// Every address of the UI, in one list.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, Outlet } from '@tanstack/react-router'
import { parse_search, stringify_search, type Search } from '../filters/search'
import { NumbersPage } from '../pages/numbers/NumbersPage'
import { SignInPage } from '../pages/sign_in/SignInPage'
import { Crashed } from './Crashed'
import { Entry } from './Entry'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

// What is not the first thing in the morning comes when it is asked for.
const ImportPage = lazyRouteComponent(() => import('../pages/import/ImportPage'), 'ImportPage')
const ImportRunPage = lazyRouteComponent(() => import('../pages/import/ImportRunPage'), 'ImportRunPage')
const TodayPage = lazyRouteComponent(() => import('../pages/today/TodayPage'), 'TodayPage')
const CustomersPage = lazyRouteComponent(() => import('../pages/customers/CustomersPage'), 'CustomersPage')
const CustomerPage = lazyRouteComponent(() => import('../pages/customers/CustomerPage'), 'CustomerPage')
const SegmentsPage = lazyRouteComponent(() => import('../pages/segments/SegmentsPage'), 'SegmentsPage')
const NewSegmentPage = lazyRouteComponent(() => import('../pages/segments/NewSegmentPage'), 'NewSegmentPage')
const SegmentPage = lazyRouteComponent(() => import('../pages/segments/SegmentPage'), 'SegmentPage')
const JourneysPage = lazyRouteComponent(() => import('../pages/journeys/JourneysPage'), 'JourneysPage')
const NewJourneyPage = lazyRouteComponent(() => import('../pages/journeys/new/NewJourneyPage'), 'NewJourneyPage')
const JourneyPage = lazyRouteComponent(() => import('../pages/journeys/JourneyPage'), 'JourneyPage')
const MessagesPage = lazyRouteComponent(() => import('../pages/messages/MessagesPage'), 'MessagesPage')
const TemplatePage = lazyRouteComponent(() => import('../pages/messages/TemplatePage'), 'TemplatePage')
const CampaignsPage = lazyRouteComponent(() => import('../pages/campaigns/CampaignsPage'), 'CampaignsPage')
const NewCampaignPage = lazyRouteComponent(() => import('../pages/campaigns/NewCampaignPage'), 'NewCampaignPage')
const CampaignPage = lazyRouteComponent(() => import('../pages/campaigns/CampaignPage'), 'CampaignPage')
const ResultPage = lazyRouteComponent(() => import('../pages/results/ResultPage'), 'ResultPage')
const ResultsPage = lazyRouteComponent(() => import('../pages/results/ResultsPage'), 'ResultsPage')
const SettingsPage = lazyRouteComponent(() => import('../pages/settings/SettingsPage'), 'SettingsPage')

const flat_search = (search: Record<string, unknown>): Search => search as Search

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, validateSearch: flat_search })

const entry = createRoute({ getParentRoute: () => root, path: '/', component: Entry })

const sign_in = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage })

const shop = createRoute({
  getParentRoute: () => root,
  path: '/shops/$shop',
  component: function ShopRoute() {
    return <Shell shop={shop.useParams().shop} />
  },
})

const today = createRoute({ getParentRoute: () => shop, path: '/today', component: TodayPage })

const numbers_overview = createRoute({
  getParentRoute: () => shop,
  path: '/numbers',
  component: function NumbersOverview() {
    return <NumbersPage analysis={null} />
  },
})

const numbers = createRoute({
  getParentRoute: () => shop,
  path: '/numbers/$analysis',
  component: function NumbersRoute() {
    return <NumbersPage analysis={numbers.useParams().analysis} />
  },
})

const customers = createRoute({ getParentRoute: () => shop, path: '/customers', component: CustomersPage })

const customer = createRoute({
  getParentRoute: () => shop,
  path: '/customers/$customer',
  component: function CustomerRoute() {
    return <CustomerPage id={customer.useParams().customer} />
  },
})

const segments = createRoute({ getParentRoute: () => shop, path: '/segments', component: SegmentsPage })

const segment_new = createRoute({ getParentRoute: () => shop, path: '/segments/new', component: NewSegmentPage })

const segment = createRoute({
  getParentRoute: () => shop,
  path: '/segments/$segment',
  component: function SegmentRoute() {
    return <SegmentPage id={segment.useParams().segment} />
  },
})

const journeys = createRoute({ getParentRoute: () => shop, path: '/journeys', component: JourneysPage })

const journey_new = createRoute({ getParentRoute: () => shop, path: '/journeys/new', component: NewJourneyPage })

const journey = createRoute({
  getParentRoute: () => shop,
  path: '/journeys/$journey',
  component: function JourneyRoute() {
    return <JourneyPage id={journey.useParams().journey} />
  },
})

const messages = createRoute({ getParentRoute: () => shop, path: '/messages', component: MessagesPage })

const message = createRoute({
  getParentRoute: () => shop,
  path: '/messages/$template',
  component: function MessageRoute() {
    return <TemplatePage id={message.useParams().template} />
  },
})

const journey_result = createRoute({
  getParentRoute: () => shop,
  path: '/journeys/$journey/result',
  component: function JourneyResultRoute() {
    return <ResultPage of="journeys" id={journey_result.useParams().journey} />
  },
})

const campaigns = createRoute({ getParentRoute: () => shop, path: '/campaigns', component: CampaignsPage })

const campaign_new = createRoute({ getParentRoute: () => shop, path: '/campaigns/new', component: NewCampaignPage })

const campaign = createRoute({
  getParentRoute: () => shop,
  path: '/campaigns/$campaign',
  component: function CampaignRoute() {
    return <CampaignPage id={campaign.useParams().campaign} />
  },
})

const campaign_result = createRoute({
  getParentRoute: () => shop,
  path: '/campaigns/$campaign/result',
  component: function CampaignResultRoute() {
    return <ResultPage of="campaigns" id={campaign_result.useParams().campaign} />
  },
})

const results = createRoute({ getParentRoute: () => shop, path: '/results', component: ResultsPage })

const import_start = createRoute({ getParentRoute: () => shop, path: '/import', component: ImportPage })

const import_run = createRoute({
  getParentRoute: () => shop,
  path: '/import/$run',
  component: function ImportRunRoute() {
    return <ImportRunPage id={import_run.useParams().run} />
  },
})

const settings_start = createRoute({
  getParentRoute: () => shop,
  path: '/settings',
  component: function SettingsStart() {
    return <Navigate to="/shops/$shop/settings/$tab" params={{ shop: settings_start.useParams().shop, tab: 'shop' }} replace />
  },
})

const settings = createRoute({
  getParentRoute: () => shop,
  path: '/settings/$tab',
  component: function SettingsRoute() {
    return <SettingsPage tab={settings.useParams().tab} />
  },
})

export const router = createRouter({
  routeTree: root.addChildren([
    entry,
    sign_in,
    shop.addChildren([today, numbers_overview, numbers, customers, customer, segments, segment_new, segment, journeys, journey_new, journey, messages, message, journey_result, campaigns, campaign_new, campaign, campaign_result, results, import_start, import_run, settings_start, settings]),
  ]),
  parseSearch: parse_search,
  stringifySearch: stringify_search,
  defaultErrorComponent: Crashed,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
