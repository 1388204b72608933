import styles from './kit.module.css'

// A place kept for what is on its way, in its own shape, so that nothing jumps.
export function Shimmer({ height, width = '100%' }: { height: number; width?: number | string }) {
  return <div className={styles.shimmer} style={{ height, width }} aria-hidden="true" />
}
