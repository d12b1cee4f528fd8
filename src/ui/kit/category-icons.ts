import {
  AudioWaveform,
  Blend,
  Brush,
  ChartNoAxesColumn,
  CircleDot,
  Clock3,
  Combine,
  Contrast,
  Crop,
  Download,
  Eye,
  FlipHorizontal2,
  Focus,
  Grid3x3,
  Hash,
  History,
  Image,
  Layers,
  type LucideIcon,
  Network,
  Palette,
  Pipette,
  ScanEye,
  ScanSearch,
  Shapes,
  Sparkles,
  Split,
  Sprout,
  Target,
  Waves,
} from 'lucide-react';
import type { Category } from '../../graph/definition/definition.ts';

const byCategory: Readonly<Record<Category, LucideIcon>> = {
  source: Image,
  pyramid: Layers,
  objective: Target,
  ascent: AudioWaveform,
  time: Clock3,
  visualisation: ScanEye,
  picture: Blend,
  output: Eye,
  value: Hash,
  layout: CircleDot,
};

const byType: Readonly<Record<string, LucideIcon>> = {
  'load-network': Network,
  noise: ChartNoAxesColumn,
  'octave-split': Split,
  'octave-merge': Combine,
  'guide-objective': ScanSearch,
  'style-objective': Brush,
  'content-objective': Focus,
  regulariser: Waves,
  'combine-objectives': Shapes,
  'style-blend': Palette,
  'activation-view': Grid3x3,
  'resize-crop': Crop,
  adjust: Contrast,
  'colour-transfer': Pipette,
  'blur-sharpen': Sparkles,
  transform: FlipHorizontal2,
  'save-image': Download,
  seed: Sprout,
  'previous-frame': History,
  wave: AudioWaveform,
};

export function categoryIcon(category: Category): LucideIcon {
  return byCategory[category];
}

/** The sign of a node type beside its title. */
export function nodeIcon(type: string, category: Category): LucideIcon {
  return (Object.hasOwn(byType, type) && byType[type]) || byCategory[category];
}
