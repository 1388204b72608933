import type { StagesModel, StripPart } from './model'

// Both shapes of the drawing, wide and tall, take the same.
export interface StagesViewProps {
  model: StagesModel
  window_days: number
  focus: number // the stage whose arrow is drawn below
  on_focus: (stage: number) => void
  open_part: (stage: number, part: StripPart | 'reached') => void
}
