// Every painter by the name that a spec gives it. A new one is a class that extends Painter, and a line here.

import { Board } from "./board.js";
import { Diagram } from "./diagram.js";
import { Plot } from "./plot.js";
import { Relief } from "./relief.js";
import { Table } from "./table.js";
import { Trails } from "./trails.js";

export const PAINTERS = { plotly: Plot, diagram: Diagram, trails: Trails, relief: Relief, board: Board, table: Table };
