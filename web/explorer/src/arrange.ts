// ForceAtlas2 in a worker: runs beside the page, for a time that goes by the size, or until it is stopped.
import type Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Supervisor from "graphology-layout-forceatlas2/worker";

export class Arranger {
  private supervisor: Supervisor | null = null;
  private timer = 0;

  constructor(
    private readonly graph: Graph,
    private readonly changed: (running: boolean) => void,
  ) {}

  get running(): boolean {
    return this.supervisor !== null;
  }

  start(): void {
    if (this.supervisor !== null || this.graph.order < 2) return;
    const settings = { ...forceAtlas2.inferSettings(this.graph), barnesHutOptimize: this.graph.order > 1000, gravity: 0.5 };
    this.supervisor = new Supervisor(this.graph, { settings });
    this.supervisor.start();
    this.timer = window.setTimeout(() => this.stop(), Math.min(40_000, 4000 + 1.5 * this.graph.order));
    this.changed(true);
  }

  stop(): void {
    if (this.supervisor === null) return;
    this.supervisor.kill();
    this.supervisor = null;
    clearTimeout(this.timer);
    this.changed(false);
  }
}
