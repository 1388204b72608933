// The few icons of the product, drawn on a 20-unit grid with one line width. Decorative: words stand beside them.
import type { ReactNode } from 'react'

function Icon({ children, size = 20 }: { children: ReactNode; size?: number | undefined }) {
  return (
    <svg
      width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false"
    >
      {children}
    </svg>
  )
}

interface IconProps {
  size?: number
}

export const TodayIcon = ({ size }: IconProps) => (
  <Icon size={size}><circle cx="10" cy="10" r="3.2" /><path d="M10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M4.7 15.3l1.4-1.4M13.9 6.1l1.4-1.4" /></Icon>
)
export const NumbersIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M3 17h14M5 14V9M9.7 14V4M14.4 14v-3.5" /></Icon>
)
export const CustomersIcon = ({ size }: IconProps) => (
  <Icon size={size}><circle cx="8" cy="7" r="3" /><path d="M2.5 16.5c.4-3 2.6-4.7 5.5-4.7s5.1 1.7 5.5 4.7M13 4.3a3 3 0 0 1 0 5.4M15 12.2c1.5.7 2.3 2.2 2.5 4.3" /></Icon>
)
export const SegmentsIcon = ({ size }: IconProps) => (
  <Icon size={size}><circle cx="7.6" cy="10" r="5" /><circle cx="12.4" cy="10" r="5" /></Icon>
)
export const SearchIcon = ({ size }: IconProps) => (
  <Icon size={size}><circle cx="9" cy="9" r="5.5" /><path d="m13.2 13.2 3.8 3.8" /></Icon>
)
export const ImportIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M10 3v9M6.5 8.8 10 12.3l3.5-3.5M3.5 13v2.5a1.5 1.5 0 0 0 1.5 1.5h10a1.5 1.5 0 0 0 1.5-1.5V13" /></Icon>
)
export const ReportIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M5 2.8h7l3.5 3.5v10.9H5zM12 2.8v3.5h3.5M7.8 14.2v-2.4M10.2 14.2V9.4M12.6 14.2v-1.6" /></Icon>
)
export const SettingsIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M3 6h7M14 6h3M3 14h3M10 14h7" /><circle cx="12" cy="6" r="2" /><circle cx="8" cy="14" r="2" /></Icon>
)
export const InfoIcon = ({ size }: IconProps) => (
  <Icon size={size}><circle cx="10" cy="10" r="7" /><path d="M10 9.3v4M10 6.6v.1" /></Icon>
)
export const WarningIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M10 3.2 17.3 16H2.7zM10 8v3.6M10 13.7v.1" /></Icon>
)
export const DoneIcon = ({ size }: IconProps) => (
  <Icon size={size}><circle cx="10" cy="10" r="7" /><path d="m6.8 10.2 2.2 2.2 4.2-4.6" /></Icon>
)
export const FileIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15M7.5 10.5h5M7.5 13.5h5" /></Icon>
)
export const KeyboardIcon = ({ size }: IconProps) => (
  <Icon size={size}><rect x="2.5" y="5" width="15" height="10" rx="1.5" /><path d="M5.5 8.2h.1M8.5 8.2h.1M11.5 8.2h.1M14.5 8.2h.1M7 12h6" /></Icon>
)
export const DownloadIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M10 3.5v8.5M6.7 8.9 10 12.2l3.3-3.3M4 16h12" /></Icon>
)
export const SlidersIcon = SettingsIcon
export const ChevronIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="m6 8 4 4 4-4" /></Icon>
)
export const UpIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="m6 12 4-4 4 4" /></Icon>
)
export const DownIcon = ChevronIcon
export const CloseIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="m5.5 5.5 9 9M14.5 5.5l-9 9" /></Icon>
)

export const JourneyIcon = ({ size }: IconProps) => (
  <Icon size={size}><circle cx="5" cy="4.5" r="2" /><circle cx="15" cy="10" r="2" /><circle cx="5" cy="15.5" r="2" /><path d="M7 4.5h3.5A4.5 4.5 0 0 1 15 8M13 10H9.5A4.5 4.5 0 0 0 5 13.5" /></Icon>
)
export const UndoIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M7 4.5 3.5 8 7 11.5M3.5 8h8a4.5 4.5 0 0 1 0 9H8" /></Icon>
)
export const RedoIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M13 4.5 16.5 8 13 11.5M16.5 8h-8a4.5 4.5 0 0 0 0 9H12" /></Icon>
)
export const MessageIcon = ({ size }: IconProps) => (
  <Icon size={size}><rect x="2.5" y="4.5" width="15" height="11" rx="1.5" /><path d="m3 6 7 5.5L17 6" /></Icon>
)
export const CampaignIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M3.5 8v4h3l6 3.5v-11L6.500 8zM15 7.500a3.500 3.500 0 0 1 0 5" /></Icon>
)
export const CompareIcon = ({ size }: IconProps) => (
  <Icon size={size}><rect x="3" y="4" width="5.4" height="12" rx="1.2" /><rect x="11.6" y="7" width="5.4" height="9" rx="1.2" strokeDasharray="2.4 1.8" /></Icon>
)
export const ResultsIcon = ({ size }: IconProps) => (
  <Icon size={size}><path d="M3 16.500c3.500-.4 5-2.500 6.500-5.500S13 5 17 4.500" /><path d="M3 16.500h14" opacity=".6" /><path d="m13.500 3.500 3.500 1-1 3.500" /></Icon>
)
export const MoreIcon = ({ size }: IconProps) => (
  <Icon size={size}><g fill="currentColor" stroke="none"><circle cx="4.500" cy="10" r="1.500" /><circle cx="10" cy="10" r="1.500" /><circle cx="15.500" cy="10" r="1.500" /></g></Icon>
)

// The mark: one that goes on, and the thread that may break.
export function Mark({ size = 28 }: IconProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#2f4684" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <circle cx="9" cy="20" r="4" />
        <path d="M13 19c3-6 6-9 10-9" />
        <path d="M13 21c4 1.5 7 1.5 10 0" opacity=".55" />
      </g>
      <circle cx="24" cy="10" r="2" fill="#f8b500" />
    </svg>
  )
}
