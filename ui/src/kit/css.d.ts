declare module '*.module.css' {
  const styles: Record<string, string>
  export default styles
}
declare module '*.css'
declare module 'echarts/i18n/langJA-obj.js'
