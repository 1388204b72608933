#pragma once
// 64-bit ids made by the program: milliseconds since 2020 in the high 42 bits, a counter in the low 21,
// so that ids grow with time and no database sequence is needed. Strings in JSON (JavaScript has 53 bits).

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace tsuzuku {

template <typename Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
  [[nodiscard]] explicit operator bool() const { return value != 0; }
  [[nodiscard]] std::string text() const { return std::to_string(value); }
  [[nodiscard]] static std::optional<Id> parse(std::string_view text) {
    Id id;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    if (error != std::errc{} || end != text.data() + text.size() || id.value <= 0) return std::nullopt;
    return id;
  }
};

using ShopId = Id<struct ShopTag>;
using CustomerId = Id<struct CustomerTag>;
using OrderId = Id<struct OrderTag>;
using ProductId = Id<struct ProductTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using ImportId = Id<struct ImportTag>;
using StaffId = Id<struct StaffTag>;
using SegmentId = Id<struct SegmentTag>;
using JourneyId = Id<struct JourneyTag>;
using RunId = Id<struct RunTag>;
using CampaignId = Id<struct CampaignTag>;
using TouchId = Id<struct TouchTag>;
using TaskId = Id<struct TaskTag>;
using NoteId = Id<struct NoteTag>;

// Hands out increasing raw ids; thread safe. `now_ms` is Unix time in milliseconds, given by the caller
// (app/), so that tests can fix it. Two processes on one database differ by `node` (0-7).
class IdMaker {
 public:
  explicit IdMaker(std::function<std::int64_t()> now_ms, unsigned node = 0);
  [[nodiscard]] std::int64_t next();
  template <typename T>
  [[nodiscard]] T make() {
    return T{next()};
  }

 private:
  std::function<std::int64_t()> now_ms_;
  std::int64_t node_;
  std::int64_t last_ms_ = 0;
  std::int64_t counter_ = 0;
  std::mutex mutex_;
};

}  // namespace tsuzuku

template <typename Tag>
struct std::hash<tsuzuku::Id<Tag>> {
  std::size_t operator()(const tsuzuku::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
