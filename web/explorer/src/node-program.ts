// Draws all nodes with one WebGL program: a shape from its distance function, filled, with a rim in another colour.
// Each is a point, not an instance of a square: without a graphics card, instances cost a hundred times as much.
import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import type { ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";

const VERTEX = /*glsl*/ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_pixelRatio;

varying vec4 v_color;
varying vec4 v_rim;
varying float v_shape;
varying float v_pixel;

const float bias = 255.0 / 254.0;
const float ROOM = 1.35; // for shapes that reach beyond the circle, and for the rim

void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  gl_PointSize = 2.0 * ROOM * a_size / u_sizeRatio * u_pixelRatio;
  v_shape = a_shape;
  v_pixel = u_sizeRatio / a_size / u_pixelRatio;
  #ifdef PICKING_MODE
  v_color = a_id;
  v_rim = a_id;
  #else
  v_color = a_color;
  v_rim = a_rim;
  #endif
  v_color.a *= bias;
  v_rim.a *= bias;
}`;

const FRAGMENT = /*glsl*/ `
precision highp float;

varying vec4 v_color;
varying vec4 v_rim;
varying float v_shape;
varying float v_pixel;

const float ROOM = 1.35;
const float PI = 3.14159265;

float polygon(vec2 p, float n, float radius) {
  float wedge = 2.0 * PI / n;
  float angle = atan(p.x, -p.y);
  return cos(floor(0.5 + angle / wedge - 0.5) * wedge + wedge / 2.0 - angle) * length(p) - radius * cos(PI / n);
}

float star(vec2 p, float outer, float inner) {
  float wedge = 2.0 * PI / 5.0;
  float angle = atan(p.x, -p.y);
  angle = abs(mod(angle + wedge / 2.0, wedge) - wedge / 2.0);
  vec2 q = length(p) * vec2(cos(angle), sin(angle));
  vec2 a = vec2(outer, 0.0);
  vec2 b = inner * vec2(cos(wedge / 2.0), sin(wedge / 2.0));
  vec2 side = normalize(vec2(b.y - a.y, a.x - b.x));
  return dot(q - a, side);
}

float distanceTo(vec2 p, float shape) {
  if (shape < 0.5) return polygon(p, 6.0, 1.0);
  if (shape < 1.5) return polygon(p, 3.0, 1.15);
  if (shape < 2.5) return star(p, 1.1, 0.5);
  if (shape < 3.5) {
    vec2 q = abs(p);
    return min(max(q.x - 0.36, q.y - 1.0), max(q.x - 1.0, q.y - 0.36));
  }
  if (shape < 4.5) return polygon(-p, 3.0, 1.15);
  if (shape < 5.5) return max(abs(p.x), abs(p.y)) - 0.85;
  if (shape < 6.5) return length(p) - 1.0;
  if (shape < 7.5) return polygon(p, 4.0, 1.12);
  return polygon(p, 5.0, 1.05);
}

void main() {
  // Like the shapes' own, the y of a point grows downwards.
  vec2 place = (gl_PointCoord * 2.0 - 1.0) * ROOM;
  #ifdef PICKING_MODE
  // A finger or a shaky hand hits beside a small shape.
  gl_FragColor = length(place) > 1.0 + 2.0 * v_pixel ? vec4(0.0) : v_color;
  #else
  float d = distanceTo(place, v_shape);
  float rim = min(1.5 * v_pixel, 0.16);
  vec4 colour = mix(v_color, v_rim, smoothstep(-0.5 * v_pixel, 0.5 * v_pixel, d + rim));
  gl_FragColor = mix(colour, vec4(0.0), smoothstep(-0.5 * v_pixel, 0.5 * v_pixel, d));
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_pixelRatio"] as const;

interface ShapedNode extends NodeDisplayData {
  shape: number;
  rim: string;
}

export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: POINTS,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  processVisibleItem(index: number, start: number, data: NodeDisplayData): void {
    const { shape, rim } = data as ShapedNode;
    const { array } = this;
    array[start++] = data.x;
    array[start++] = data.y;
    array[start++] = data.size;
    array[start++] = shape;
    array[start++] = floatColor(data.color);
    array[start++] = floatColor(rim);
    array[start++] = index;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
  }
}
