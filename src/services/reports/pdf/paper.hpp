#pragma once
// Pages of a PDF: text by Pango, lines by Cairo, lengths in points (1/72 inch), y downwards. Fonts are embedded.
// Internal to write_report_pdf.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.hpp"
#include "base/error.hpp"

namespace tsuzuku::services {

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};
// 0x2F4684
[[nodiscard]] constexpr Colour colour(std::uint32_t rgb) {
  return {((rgb >> 16U) & 0xFFU) / 255.0, ((rgb >> 8U) & 0xFFU) / 255.0, (rgb & 0xFFU) / 255.0};
}

// Those of the screens, on white paper.
inline constexpr Colour kInk = colour(0x22262F);
inline constexpr Colour kSoftInk = colour(0x555B68);
inline constexpr Colour kRule = colour(0xC9C4B6);
inline constexpr Colour kSunken = colour(0xF4F1E8);
inline constexpr Colour kPrimary = colour(0x2F4684);
inline constexpr Colour kSecond = colour(0xD98000);
inline constexpr Colour kThird = colour(0x2B8A68);
inline constexpr Colour kBad = colour(0xC0522F);
inline constexpr Colour kWhite = colour(0xFFFFFF);

struct Rectangle {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

struct TextStyle {
  enum class Align { Left, Centre, Right };
  double size = 8.5;
  bool bold = false;
  Colour colour = kInk;
  Align align = Align::Left;
  int lines_max = 0;  // what does not fit ends in "…"; 0: as many as it takes
};

class Paper {
 public:
  static constexpr double kWidth = 595.28;  // A4
  static constexpr double kHeight = 841.89;

  // Writes to `file`, which stays the caller's and open; null: only measures, nothing is written.
  // Unavailable "report.no_japanese_font" where no font has Japanese letters.
  [[nodiscard]] static Result<Paper> open(std::FILE* file);
  Paper(Paper&&) noexcept;
  Paper& operator=(Paper&&) noexcept;
  ~Paper();

  // What readers show of the document. `made`: its day, so that the same report gives the same bytes.
  void describe(const std::string& title, const std::string& author, Day made);

  // Text is drawn without control characters. Without `width` it stays on one line.
  [[nodiscard]] double width_of(std::string_view text, const TextStyle& style) const;
  [[nodiscard]] double height_of(std::string_view text, const TextStyle& style, double width) const;
  double draw(std::string_view text, double x, double y, double width, const TextStyle& style);  // returns its height

  void fill(const Rectangle& area, Colour colour);
  void hatch(const Rectangle& area);  // white stripes over what is filled: told apart without colour
  struct Stroke {
    Colour colour = kRule;
    double width = 0.5;
    bool dashed = false;
  };
  void line(double x1, double y1, double x2, double y2, const Stroke& stroke);
  void disc(double x, double y, double radius, Colour colour);
  void diamond(double x, double y, double radius, Colour colour);

  // A place by name, and an area that leads to it.
  void mark(const std::string& name, const std::string& outline);
  void begin_link(const std::string& name);
  void end_link();

  void next_page();
  // Unavailable "report.not_drawn" {reason} when anything could not be written.
  [[nodiscard]] Status finish();

 private:
  struct Impl;
  explicit Paper(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku::services
