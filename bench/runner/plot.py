"""A plot with two logarithmic axes as SVG, without a library."""
import math
from html import escape

width, height = 720, 420
left, right, top, bottom = 70, 190, 40, 56
# Told apart by colour, by the sign of their points, and by their names at the end of each line (Okabe and Ito's palette).
looks = [("#000000", "circle"), ("#E69F00", "square"), ("#0072B2", "diamond"), ("#009E73", "triangle"), ("#D55E00", "circle"),
         ("#CC79A7", "square")]


def decades(values):
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def spelled(value, power):
    """1, 10 and 100, or 10 to a power."""
    if power and not 0.001 <= value <= 1000:
        return "10" + str(round(math.log10(value))).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{value:g}"


def sign(shape, x, y, colour):
    r = 4
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{colour}"/>'
    points = {"square": [(-r, -r), (r, -r), (r, r), (-r, r)], "diamond": [(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)],
              "triangle": [(0, -r - 1), (r + 1, r), (-r - 1, r)]}[shape]
    return f'<polygon points="{" ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in points)}" fill="{colour}"/>'


def spread(places_wanted, least):
    """Moves labels apart that would lie on each other; in the order given, which is from the top down."""
    placed = []
    for wanted in places_wanted:
        placed.append(max(wanted, placed[-1] + least) if placed else wanted)
    return placed


def plot(title, x_title, y_title, series, x_ticks=None):
    """`series` is a list of a name and its points (x, y), all above 0. `x_ticks` are marked instead of powers of ten."""
    xs = [x for _, points in series for x, _ in points]
    ys = [y for _, points in series for _, y in points]
    y_from, y_to = decades(ys)
    x_from, x_to = (math.log10(min(x_ticks)), math.log10(max(x_ticks))) if x_ticks else decades(xs)

    def at_x(x):
        return left + (math.log10(x) - x_from) / (x_to - x_from) * (width - left - right)

    def at_y(y):
        return height - bottom - (math.log10(y) - y_from) / (y_to - y_from) * (height - top - bottom)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
           'font-family="sans-serif" font-size="12" role="img">',
           f"<title>{escape(title)}</title>", f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
           f'<text x="{left}" y="22" font-size="14" font-weight="bold">{escape(title)}</text>']
    for y in (10.0**n for n in range(y_from, y_to + 1)):
        out.append(f'<line x1="{left}" x2="{width - right}" y1="{at_y(y):.1f}" y2="{at_y(y):.1f}" stroke="#dddddd"/>')
        out.append(f'<text x="{left - 8}" y="{at_y(y) + 4:.1f}" text-anchor="end">{spelled(y, True)}</text>')
    for x in x_ticks or [10**n for n in range(x_from, x_to + 1)]:
        out.append(f'<line x1="{at_x(x):.1f}" x2="{at_x(x):.1f}" y1="{top}" y2="{height - bottom}" stroke="#dddddd"/>')
        out.append(f'<text x="{at_x(x):.1f}" y="{height - bottom + 18}" text-anchor="middle">{spelled(x, not x_ticks)}</text>')
    out.append(f'<text x="{(left + width - right) / 2:.0f}" y="{height - 12}" text-anchor="middle">{escape(x_title)}</text>')
    out.append(f'<text transform="translate(18 {(top + height - bottom) / 2:.0f}) rotate(-90)" text-anchor="middle">{escape(y_title)}</text>')

    # Names stand at the right, beside the end of their lines; that of a line which ends earlier above its end.
    drawn = sorted(zip(series, looks), key=lambda entry: at_y(entry[0][1][-1][1]))
    at_the_right = [name for (name, points), _ in drawn if points[-1][0] == max(xs)]
    label_places = dict(zip(at_the_right, spread([at_y(points[-1][1]) for (name, points), _ in drawn if name in at_the_right], 15)))
    for (name, points), (colour, shape) in drawn:
        line = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="{3 if colour == "#000000" else 1.5}"/>')
        out += [sign(shape, at_x(x), at_y(y), colour) for x, y in points]
        end_x, end_y = at_x(points[-1][0]), at_y(points[-1][1])
        if name not in label_places:
            out.append(f'<text x="{end_x:.1f}" y="{end_y - 9:.1f}" text-anchor="end" fill="{colour}">{escape(name)}</text>')
            continue
        name_x, name_y = width - right + 14, label_places[name]
        out.append(f'<line x1="{end_x + 5:.1f}" y1="{end_y:.1f}" x2="{name_x - 3}" y2="{name_y:.1f}" stroke="{colour}" stroke-width="0.7"/>')
        out.append(f'<text x="{name_x}" y="{name_y + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    return "\n".join(out + ["</svg>", ""])
