// What a format is called; its own name while the list is on its way, or when it is no longer there.
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { profiles_query } from '../../client/queries'
import { useWords } from '../../locales'

// Orders told over the API: no format of a file.
const kByProgram = 'api'

export function useProfileTitle(): (name: string) => string {
  const { language, text } = useWords()
  const { data } = useQuery(profiles_query(language))
  return useCallback((name) => data?.find((profile) => profile.name === name)?.title ?? (name === kByProgram ? text.import.profile_api : name), [data, text])
}
