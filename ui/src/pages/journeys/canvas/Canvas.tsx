// The journey as a picture to draw in. What stands where is the definition's; React Flow only moves it about.
import { applyNodeChanges, Background, BackgroundVariant, Controls, getNodesBounds, ReactFlow, type Connection, type EdgeChange, type NodeChange, type Viewport } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useCallback, useMemo, useRef, useState, type Dispatch, type SetStateAction } from 'react'
import { useWords } from '../../../locales'
import { problems_of, useEditor } from '../editor/editor_context'
import { connect, may_connect, move_nodes, node_of } from '../model/edit'
import { places_of, type Point } from '../model/layout'
import styles from './Canvas.module.css'
import { flow_edges, flow_nodes, type Drawn, type StepFlowNode, type WayFlowEdge } from './flow'
import { StepNode } from './StepNode'
import { WayEdge } from './WayEdge'

const kNodeTypes = { step: StepNode }
const kEdgeTypes = { way: WayEdge }

const kReadable = 0.9 // a long journey begins at its top instead of becoming too small to read
const kMargin = 28

function first_view(nodes: readonly StepFlowNode[], frame: HTMLElement | null): Viewport {
  const { width, height } = frame?.getBoundingClientRect() ?? { width: 800, height: 600 }
  const bounds = getNodesBounds([...nodes])
  const all = Math.min((width - 2 * kMargin) / Math.max(1, bounds.width), (height - 2 * kMargin) / Math.max(1, bounds.height))
  const zoom = Math.min(1, Math.max(kReadable, all))
  const wide = bounds.width * zoom > width
  return { zoom, x: wide ? kMargin - bounds.x * zoom : (width - bounds.width * zoom) / 2 - bounds.x * zoom, y: kMargin - bounds.y * zoom }
}

// Where the hand has let go of nodes: a drag that has ended, or arrow keys.
function places_let_go(changes: readonly NodeChange<StepFlowNode>[]): Record<string, Point> {
  const places: Record<string, Point> = {}
  for (const change of changes) if (change.type === 'position' && change.dragging === false && change.position) places[change.id] = change.position
  return places
}

function useSpokenLabels() {
  const { text } = useWords()
  const { editor } = text.journeys
  return useMemo(() => ({
    'node.a11yDescription.default': editor.canvas_help,
    'node.a11yDescription.keyboardDisabled': editor.canvas_help,
    'edge.a11yDescription.default': editor.insert,
    'controls.ariaLabel': editor.canvas_label,
    'controls.zoomIn.ariaLabel': editor.zoom_in,
    'controls.zoomOut.ariaLabel': editor.zoom_out,
    'controls.fitView.ariaLabel': editor.fit,
  }), [editor])
}

// The nodes as React Flow moves and measures them, drawn anew whenever the definition or what is chosen changes.
function useCanvasNodes(drawn: Drawn, chosen: string): [StepFlowNode[], Dispatch<SetStateAction<StepFlowNode[]>>] {
  const redrawn = (before: readonly StepFlowNode[]): StepFlowNode[] => {
    const known = new Map(before.map((node) => [node.id, node]))
    // What has been measured stays, else everything would flicker with every letter typed.
    return flow_nodes(drawn).map((node) => ({ ...known.get(node.id), ...node, selected: node.id === chosen }))
  }
  const [nodes, set_nodes] = useState<StepFlowNode[]>(() => redrawn([]))
  const [of, set_of] = useState({ drawn, chosen })
  if (of.drawn !== drawn || of.chosen !== chosen) {
    set_of({ drawn, chosen })
    set_nodes(redrawn)
  }
  return [nodes, set_nodes]
}

export default function Canvas() {
  const { text } = useWords()
  const { draft, schema, words, numbers, read_only, chosen, choose, remove } = useEditor()
  const { definition, problems, change } = draft
  const labels = useSpokenLabels()
  const places = useMemo(() => places_of(definition, schema), [definition, schema])
  const drawn = useMemo<Drawn>(() => ({ definition, schema, places, words, problems, numbers, read_only }), [definition, schema, places, words, problems, numbers, read_only])
  const [way, set_way] = useState('') // the chosen one
  const edges = useMemo(() => flow_edges(drawn).map((edge) => ({ ...edge, selected: edge.id === way })), [drawn, way])
  const [nodes, set_nodes] = useCanvasNodes(drawn, chosen)
  const frame = useRef<HTMLDivElement>(null)

  const on_nodes_change = useCallback((changes: NodeChange<StepFlowNode>[]) => {
    // By a click or a key. React Flow's own word of what is selected comes late: it would choose again what was just left.
    const picked = changes.find((one) => one.type === 'select' && one.selected)
    if (picked?.type === 'select' && picked.id !== chosen) choose(picked.id)
    set_nodes((before) => applyNodeChanges(changes.filter(({ type }) => type !== 'remove'), before))
    const let_go = places_let_go(changes)
    const moved = Object.entries(let_go).some(([id, { x, y }]) => Math.round(x) !== places[id]?.x || Math.round(y) !== places[id]?.y)
    if (moved) change(move_nodes(definition, { ...places, ...let_go }), `move:${Object.keys(let_go).join()}`)
  }, [change, choose, chosen, definition, places, set_nodes])

  const on_edges_change = (changes: EdgeChange<WayFlowEdge>[]) => {
    for (const one of changes) if (one.type === 'select') set_way((before) => (one.selected ? one.id : before === one.id ? '' : before))
  }

  const on_connect = ({ source, sourceHandle, target }: Connection) => {
    if (sourceHandle !== null) change(connect(definition, { node: source, path: sourceHandle }, target))
  }
  // With a node its ways go too: they are led on by remove, so only ways that were chosen themselves are cut here.
  const on_delete = ({ nodes: gone, edges: cut }: { nodes: StepFlowNode[]; edges: WayFlowEdge[] }) => {
    const node = gone[0] && node_of(definition, gone[0].id)
    if (node) {
      remove(node)
      return
    }
    change(cut.reduce((one, { data }) => (data ? connect(one, { node: data.from, path: data.path }, '') : one), definition))
  }
  return (
    <div className={styles.canvas} ref={frame}>
      <ReactFlow
        nodes={nodes} edges={edges} nodeTypes={kNodeTypes} edgeTypes={kEdgeTypes} ariaLabelConfig={labels} aria-label={text.journeys.editor.canvas_label}
        onNodesChange={on_nodes_change} onEdgesChange={on_edges_change} onConnect={on_connect} isValidConnection={({ source, target }) => may_connect(definition, source, target)}
        onNodeClick={(_, node) => choose(node.id)} onPaneClick={() => choose('')}
        onDelete={on_delete}
        deleteKeyCode={read_only ? null : ['Delete', 'Backspace']} nodesDraggable={!read_only} nodesConnectable={!read_only}
        onInit={(flow) => void flow.setViewport(first_view(flow.getNodes(), frame.current))} minZoom={0.2} maxZoom={1.6} selectNodesOnDrag={false} multiSelectionKeyCode={null}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1} color="var(--line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
      <ul className={styles.whole_problems}>
        {problems_of(problems, '').map(({ key, field, message }) => <li key={`${key}:${field}`}>{message}</li>)}
      </ul>
    </div>
  )
}
