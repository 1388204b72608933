// Providers around the router: theme, questions to the server, words.
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError } from '../client/http'
import { session_query } from '../client/queries'
import { LanguageSwitchContext } from '../kit/language_switch'
import { resolve_variables, theme } from '../kit/theme'
import { WordsContext } from '../locales'
import { useLanguage } from './language'
import { router } from './router'

const kTries = 1
const kRetryMilliseconds = 400

// Only what may pass by itself is tried again: no answer, or a server that is busy.
function may_pass(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status === 503)
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // The session has ended: every page below the frame asks who is signed in and goes to sign-in.
      if (error instanceof ApiError && error.status === 401) client.setQueryData(session_query.queryKey, null)
    },
  }),
  defaultOptions: {
    queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: (count, error) => count < kTries && may_pass(error), retryDelay: kRetryMilliseconds },
  },
})

function Speaking({ children }: { children: ReactNode }) {
  const session = useQuery(session_query)
  const [words, choose] = useLanguage(session.data?.staff.language)
  return (
    <WordsContext value={words}>
      <LanguageSwitchContext value={choose}>{children}</LanguageSwitchContext>
    </WordsContext>
  )
}

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolve_variables} defaultColorScheme="auto">
      <Notifications position="bottom-center" autoClose={4_000} />
      <QueryClientProvider client={client}>
        <Speaking>
          <RouterProvider router={router} />
        </Speaking>
      </QueryClientProvider>
    </MantineProvider>
  )
}
