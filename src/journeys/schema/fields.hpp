#pragma once
// One list of fields per struct, walked by whoever needs it: the JSON reader and writer, the check, the schema for
// forms, and the plan (which collects the edges). A node kind says `describe(Fields&)` once and all of them know it.

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/event.hpp"

namespace tsuzuku::journeys {

enum class Need { Required, Optional };

struct Range {
  int least = 0;
  int most = std::numeric_limits<int>::max();
};

class Fields {
 public:
  Fields() = default;
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  virtual ~Fields() = default;

  virtual void text(std::string_view name, std::string& value, Need need) = 0;
  virtual void texts(std::string_view name, std::vector<std::string>& values, Need need) = 0;
  virtual void integer(std::string_view name, int& value, Range range) = 0;
  virtual void flag(std::string_view name, bool& value) = 0;
  // `value` is an index into `names`; nothing = not chosen.
  virtual void choice(std::string_view name, std::optional<std::size_t>& value, std::span<const std::string_view> names,
                      Need need) = 0;
  // Several of `names`, as indices, in the order of choosing.
  virtual void choices(std::string_view name, std::vector<std::size_t>& values,
                       std::span<const std::string_view> names) = 0;
  // Seconds since midnight on the shop's wall, "10:00" in JSON.
  virtual void clock(std::string_view name, std::optional<int>& second_of_day, Need need) = 0;
  // "customers for whom …", in the language of conditions.
  virtual void condition(std::string_view name, std::string& text, Need need) = 0;
  virtual void match(std::string_view name, Match& match) = 0;
  // The node that comes next. The order of calls numbers a node's exits.
  virtual void edge(std::string_view name, std::string& node) = 0;

  // A list of structs that have describe() themselves.
  template <typename Item>
  void list(std::string_view name, std::vector<Item>& items, Range size) {
    items_of(
        name, items.size(), size, [&](std::size_t count) { items.resize(count); },
        [&](std::size_t index, Fields& inner) {
          if (index < items.size()) {
            items[index].describe(inner);
          } else {
            Item sample;  // the schema asks for an item of an empty list
            sample.describe(inner);
          }
        });
  }
  // A struct within the struct. Absent in JSON = as it stands by default.
  template <typename Group>
  void group(std::string_view name, Group& value) {
    group_of(name, nullptr, [&](Fields& inner) { value.describe(inner); });
  }
  template <typename Group>
  void group(std::string_view name, std::optional<Group>& value) {
    bool present = value.has_value();
    group_of(name, &present, [&](Fields& inner) {
      if (value) {
        value->describe(inner);
      } else if (present) {
        value.emplace().describe(inner);
      } else {
        Group sample;
        sample.describe(inner);
      }
    });
  }
  // An enum whose enumerators count from 0 and are named by `names`.
  template <typename Enum>
  void choice(std::string_view name, Enum& value, std::span<const std::string_view> names) {
    std::optional<std::size_t> index = static_cast<std::size_t>(value);
    choice(name, index, names, Need::Optional);
    if (index) value = static_cast<Enum>(*index);
  }
  template <typename Enum>
  void choice(std::string_view name, std::optional<Enum>& value, std::span<const std::string_view> names, Need need) {
    std::optional<std::size_t> index;
    if (value) index = static_cast<std::size_t>(*value);
    choice(name, index, names, need);
    value = index ? std::optional(static_cast<Enum>(*index)) : std::nullopt;
  }

 protected:
  using Resize = std::function<void(std::size_t)>;
  using DescribeItem = std::function<void(std::size_t, Fields&)>;
  using DescribeGroup = std::function<void(Fields&)>;
  virtual void items_of(std::string_view name, std::size_t count, Range size, const Resize& resize,
                        const DescribeItem& describe) = 0;
  // `present` is null where the group is always there. A reader sets it before it describes.
  virtual void group_of(std::string_view name, bool* present, const DescribeGroup& describe) = 0;
};

}  // namespace tsuzuku::journeys
