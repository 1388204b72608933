import { lazy, Suspense } from 'react'
import { Shimmer } from '../kit/Shimmer'
import { useWords } from '../locales'
import type { EChartProps } from './EChart'

const EChart = lazy(() => import('./EChart'))

// A chart whose engine is fetched only when one is shown.
export function Chart(props: Omit<EChartProps, 'language'>) {
  const { language } = useWords()
  return (
    <Suspense fallback={<Shimmer height={props.height} />}>
      <EChart key={language} language={language} {...props} />
    </Suspense>
  )
}
