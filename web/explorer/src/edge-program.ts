// Draws all edges with one WebGL program: a straight arrow beside its siblings, whole, broken or dotted.
import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import type { ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";

export const WHOLE = 0;
export const BROKEN = 1;
export const DOTTED = 2;

const VERTEX = /*glsl*/ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec4 a_sizes; // radius of the source, radius of the target, thickness, distance from the middle line
attribute vec2 a_style; // how the line is drawn, whether it has a head
attribute vec3 a_corner; // along from 0 to 1, across from -1 to 1, of the line (0) or its head (1)

uniform mat3 u_matrix;
uniform vec2 u_viewport;
uniform float u_sizeRatio;
uniform float u_thinnest;
uniform float u_grip;

varying vec4 v_color;
varying float v_style;
varying vec2 v_place;
varying float v_length;
varying float v_half;
varying float v_head;

const float bias = 255.0 / 254.0;

// All in pixels of the page.
void main() {
  vec2 start = (u_matrix * vec3(a_start, 1)).xy * u_viewport / 2.0;
  vec2 end = (u_matrix * vec3(a_end, 1)).xy * u_viewport / 2.0;
  vec2 along = end - start;
  float distance = max(length(along), 0.001);
  along /= distance;
  vec2 across = vec2(-along.y, along.x);

  vec2 radii = a_sizes.xy / u_sizeRatio;
  float nearest = 0.8 * min(radii.x, radii.y);
  float offset = clamp(a_sizes.w / u_sizeRatio, -nearest, nearest);
  vec2 insets = sqrt(max(radii * radii - offset * offset, 0.0));
  float from = insets.x;
  float to = distance - insets.y - 1.0;

  v_half = max(a_sizes.z / u_sizeRatio, u_thinnest) / 2.0;
  v_length = to - from;
  // The head has a piece of its own: a line as broad as its head would cost many times the pixels.
  v_head = a_style.y > 0.5 ? min(5.0 * v_half + 4.0, 0.6 * v_length) : 0.0;
  bool head = a_corner.z > 0.5;
  #ifdef PICKING_MODE
  float reach = max(v_half, u_grip);
  #else
  float reach = head ? v_head * 0.42 + 1.0 : v_half + 1.0;
  #endif
  float neck = v_length - v_head;
  v_place.x = head ? mix(neck, v_length + 1.0, a_corner.x) : mix(-1.0, v_head > 0.0 ? neck : v_length + 1.0, a_corner.x);
  v_place.y = a_corner.y * reach;
  vec2 place = start + along * (from + v_place.x) + across * (offset + v_place.y);
  bool drawn = v_length > 0.0 && (!head || v_head > 0.0);
  gl_Position = drawn ? vec4(place * 2.0 / u_viewport, 0, 1) : vec4(2.0, 2.0, 0, 1);
  v_style = a_style.x;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /*glsl*/ `
precision highp float;

varying vec4 v_color;
varying float v_style;
varying vec2 v_place;
varying float v_length;
varying float v_half;
varying float v_head;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float left = v_length - v_place.x;
  bool head = left < v_head;
  float limit = head ? left * 0.42 : v_half;
  float alpha = 1.0 - smoothstep(limit - 0.5, limit + 0.5, abs(v_place.y));
  alpha *= smoothstep(-0.5, 0.5, v_place.x) * smoothstep(-0.5, 0.5, left);
  if (!head) {
    // A line thinner than a pixel is a pale one.
    alpha *= min(1.0, 2.0 * v_half);
    if (v_style > 1.5) alpha *= step(mod(v_place.x, 5.0), 2.0);
    else if (v_style > 0.5) alpha *= step(mod(v_place.x, 9.0), 5.5);
  }
  gl_FragColor = v_color * alpha;
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_viewport", "u_sizeRatio", "u_thinnest", "u_grip"] as const;

/** Thin lines are hard to hit: how far beside one a click still counts, in pixels. */
const GRIP = 4;

/** Two triangles: along from 0 to 1, across from -1 to 1. */
const CORNERS = [
  [0, -1],
  [0, 1],
  [1, -1],
  [1, -1],
  [0, 1],
  [1, 1],
];

export interface DrawnEdge extends EdgeDisplayData {
  style: number;
  head: number;
  offset: number;
  /** The size before any zoom. */
  thickness: number;
  /** The colour around the label. */
  halo: string;
}

export class ArrowProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 12,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_sizes", size: 4, type: FLOAT },
        { name: "a_style", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_corner", size: 3, type: FLOAT },
      ],
    };
  }

  processVisibleItem(
    index: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const { style, head, offset } = data as DrawnEdge;
    const { array } = this;
    const color = floatColor(data.color);
    for (const part of [0, 1]) {
      for (const [along, across] of CORNERS) {
        array[start++] = source.x;
        array[start++] = source.y;
        array[start++] = target.x;
        array[start++] = target.y;
        array[start++] = source.size;
        array[start++] = target.size;
        array[start++] = data.size;
        array[start++] = offset;
        array[start++] = style;
        array[start++] = head;
        array[start++] = color;
        array[start++] = index;
        array[start++] = along;
        array[start++] = across;
        array[start++] = part;
      }
    }
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform2f(uniformLocations.u_viewport, params.width, params.height);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_thinnest, params.minEdgeThickness);
    gl.uniform1f(uniformLocations.u_grip, GRIP);
  }
}
