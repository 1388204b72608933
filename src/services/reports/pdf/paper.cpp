#include "services/reports/pdf/paper.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

// The first one that is there; a machine without any of them may still have another Japanese font.
constexpr const char* kFamilies = "Noto Sans CJK JP,Noto Sans JP,IPAexGothic,IPAGothic,Takao Gothic,sans-serif";
constexpr char32_t kHiraganaA = U'あ';
constexpr double kPointsPerInch = 72;  // on a PDF Pango takes 96 unless told

template <auto release>
struct Released {
  template <typename T>
  void operator()(T* object) const {
    release(object);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Released<cairo_surface_destroy>>;
using Pen = std::unique_ptr<cairo_t, Released<cairo_destroy>>;
template <typename T>
using Object = std::unique_ptr<T, Released<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Released<pango_font_description_free>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Released<cairo_font_options_destroy>>;

// A full disk is not told here: the library, told of it in the middle of its last tables, ends the program. The file
// remembers it until finish() asks.
cairo_status_t write_to(void* closure, const unsigned char* bytes, unsigned count) {
  auto* file = static_cast<std::FILE*>(closure);
  if (file != nullptr && std::ferror(file) == 0) std::fwrite(bytes, 1, count, file);
  return CAIRO_STATUS_SUCCESS;
}

// Neither control characters nor those that turn the direction of what follows: a name must not rearrange a page.
std::string printable(std::string_view text) {
  std::u32string out;
  for (const char32_t c : to_utf32(text)) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    if (control || turns) {
      if (c == U'\n' || c == U'\t' || c == U'\r') out += U' ';
    } else {
      out += c;
    }
  }
  return to_utf8(out);
}

PangoAlignment alignment(TextStyle::Align align) {
  if (align == TextStyle::Align::Right) return PANGO_ALIGN_RIGHT;
  return align == TextStyle::Align::Centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
}

}  // namespace

struct Paper::Impl {
  std::FILE* file;
  Surface surface;
  Pen pen;
  Object<PangoContext> context;
  Object<PangoLayout> layout;

  void set_colour(Colour colour) const { cairo_set_source_rgb(pen.get(), colour.red, colour.green, colour.blue); }

  // Makes `layout` hold the text; width < 0: one line.
  void set_text(std::string_view text, const TextStyle& style, double width) const {
    const Font font(pango_font_description_from_string(kFamilies));
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_alignment(layout.get(), alignment(style.align));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout.get(), width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_ellipsize(layout.get(), style.lines_max > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_height(layout.get(), style.lines_max > 0 ? -style.lines_max : -1);
    const std::string shown = printable(text);
    pango_layout_set_text(layout.get(), shown.c_str(), static_cast<int>(shown.size()));
  }
  [[nodiscard]] std::pair<double, double> size() const {
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
  }
  [[nodiscard]] bool has_japanese() const {
    const Font font(pango_font_description_from_string(kFamilies));
    pango_font_description_set_absolute_size(font.get(), 10.0 * PANGO_SCALE);
    PangoFontset* fonts = pango_context_load_fontset(context.get(), font.get(), pango_language_from_string("ja"));
    if (fonts == nullptr) return false;
    const Object<PangoFontset> owned(fonts);
    const Object<PangoFont> chosen(pango_fontset_get_font(fonts, kHiraganaA));
    return chosen && pango_font_has_char(chosen.get(), kHiraganaA) != 0;
  }
};

Paper::Paper(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Paper::Paper(Paper&&) noexcept = default;
Paper& Paper::operator=(Paper&&) noexcept = default;
Paper::~Paper() = default;

Result<Paper> Paper::open(std::FILE* file) {
  auto impl = std::make_unique<Impl>();
  impl->file = file;
  impl->surface.reset(cairo_pdf_surface_create_for_stream(&write_to, file, kWidth, kHeight));
  impl->pen.reset(cairo_create(impl->surface.get()));
  impl->context.reset(pango_cairo_create_context(impl->pen.get()));
  pango_cairo_context_set_resolution(impl->context.get(), kPointsPerInch);
  pango_context_set_language(impl->context.get(), pango_language_from_string("ja"));
  const FontOptions exact(cairo_font_options_create());
  cairo_font_options_set_hint_style(exact.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(exact.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(impl->context.get(), exact.get());
  impl->layout.reset(pango_layout_new(impl->context.get()));
  if (!impl->has_japanese()) return fail(ErrorKind::Unavailable, "report.no_japanese_font");
  return Paper(std::move(impl));
}

void Paper::describe(const std::string& title, const std::string& author, Day made) {
  cairo_surface_t* surface = impl_->surface.get();
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, printable(title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, printable(author).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Tsuzuku");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, (to_text(made) + "T00:00:00Z").c_str());
}

double Paper::width_of(std::string_view text, const TextStyle& style) const {
  impl_->set_text(text, style, -1);
  return impl_->size().first;
}

double Paper::height_of(std::string_view text, const TextStyle& style, double width) const {
  impl_->set_text(text, style, width);
  return impl_->size().second;
}

double Paper::draw(std::string_view text, double x, double y, double width, const TextStyle& style) {
  impl_->set_text(text, style, width);
  impl_->set_colour(style.colour);
  cairo_move_to(impl_->pen.get(), x, y);
  pango_cairo_show_layout(impl_->pen.get(), impl_->layout.get());
  return impl_->size().second;
}

void Paper::fill(const Rectangle& area, Colour colour) {
  impl_->set_colour(colour);
  cairo_rectangle(impl_->pen.get(), area.x, area.y, area.width, area.height);
  cairo_fill(impl_->pen.get());
}

void Paper::hatch(const Rectangle& area) {
  cairo_t* pen = impl_->pen.get();
  cairo_save(pen);
  cairo_rectangle(pen, area.x, area.y, area.width, area.height);
  cairo_clip(pen);
  impl_->set_colour(kWhite);
  cairo_set_line_width(pen, 0.8);
  constexpr double kStep = 3.5;
  for (double x = area.x - area.height; x < area.x + area.width; x += kStep) {
    cairo_move_to(pen, x, area.y + area.height);
    cairo_line_to(pen, x + area.height, area.y);
  }
  cairo_stroke(pen);
  cairo_restore(pen);
}

void Paper::line(double x1, double y1, double x2, double y2, const Stroke& stroke) {
  cairo_t* pen = impl_->pen.get();
  constexpr double kDash[] = {4, 2.5};
  impl_->set_colour(stroke.colour);
  cairo_set_line_width(pen, stroke.width);
  cairo_set_dash(pen, kDash, stroke.dashed ? 2 : 0, 0);
  cairo_move_to(pen, x1, y1);
  cairo_line_to(pen, x2, y2);
  cairo_stroke(pen);
  cairo_set_dash(pen, nullptr, 0, 0);
}

void Paper::disc(double x, double y, double radius, Colour colour) {
  constexpr double kTurn = 6.283185307179586;
  impl_->set_colour(colour);
  cairo_new_sub_path(impl_->pen.get());
  cairo_arc(impl_->pen.get(), x, y, radius, 0, kTurn);
  cairo_fill(impl_->pen.get());
}

void Paper::diamond(double x, double y, double radius, Colour colour) {
  cairo_t* pen = impl_->pen.get();
  impl_->set_colour(colour);
  cairo_move_to(pen, x, y - radius);
  cairo_line_to(pen, x + radius, y);
  cairo_line_to(pen, x, y + radius);
  cairo_line_to(pen, x - radius, y);
  cairo_close_path(pen);
  cairo_fill(pen);
}

void Paper::mark(const std::string& name, const std::string& outline) {
  cairo_tag_begin(impl_->pen.get(), CAIRO_TAG_DEST, ("name='" + name + "'").c_str());
  cairo_tag_end(impl_->pen.get(), CAIRO_TAG_DEST);
  cairo_pdf_surface_add_outline(impl_->surface.get(), CAIRO_PDF_OUTLINE_ROOT, printable(outline).c_str(),
                                ("dest='" + name + "'").c_str(), static_cast<cairo_pdf_outline_flags_t>(0));
}

void Paper::begin_link(const std::string& name) {
  cairo_tag_begin(impl_->pen.get(), CAIRO_TAG_LINK, ("dest='" + name + "'").c_str());
}

void Paper::end_link() { cairo_tag_end(impl_->pen.get(), CAIRO_TAG_LINK); }

void Paper::next_page() { cairo_show_page(impl_->pen.get()); }

Status Paper::finish() {
  cairo_show_page(impl_->pen.get());
  cairo_status_t status = cairo_status(impl_->pen.get());
  cairo_surface_finish(impl_->surface.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(impl_->surface.get());
  const bool kept = impl_->file == nullptr || (std::fflush(impl_->file) == 0 && std::ferror(impl_->file) == 0);
  if (status == CAIRO_STATUS_SUCCESS && !kept) status = CAIRO_STATUS_WRITE_ERROR;
  if (status == CAIRO_STATUS_SUCCESS) return {};
  return fail(ErrorKind::Unavailable, "report.not_drawn", {{"reason", cairo_status_to_string(status)}});
}

}  // namespace tsuzuku::services
