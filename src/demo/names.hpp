#pragma once
// Common Japanese names and the prefectures, with how common they are.

#include <span>
#include <string_view>

namespace tsuzuku::demo {

struct FamilyName {
  std::string_view written;
  std::string_view kana;
  std::string_view romaji;
  double weight;  // thousands of people, roughly
};

struct GivenName {
  std::string_view written;
  std::string_view kana;
  double weight;
};

struct Prefecture {
  std::string_view name;
  std::string_view city;         // its capital
  std::string_view postal_area;  // first three digits of a postal code there
  double weight;                 // hundred thousands of people
  bool far_away;                 // from the warehouse near Tokyo
};

[[nodiscard]] std::span<const FamilyName> family_names();
[[nodiscard]] std::span<const GivenName> women_names();
[[nodiscard]] std::span<const GivenName> men_names();
[[nodiscard]] std::span<const Prefecture> prefectures();

}  // namespace tsuzuku::demo
