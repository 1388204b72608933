#pragma once
// Fields into a JSON object: numbers, flags and choices always, what is empty never.

#include "base/json.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

class JsonWriter final : public Fields {
 public:
  explicit JsonWriter(json::object& object) : object_(object) {}

  void text(std::string_view name, std::string& value, Need need) override;
  void texts(std::string_view name, std::vector<std::string>& values, Need need) override;
  void integer(std::string_view name, int& value, Range range) override;
  void flag(std::string_view name, bool& value) override;
  void choice(std::string_view name, std::optional<std::size_t>& value, std::span<const std::string_view> names,
              Need need) override;
  void choices(std::string_view name, std::vector<std::size_t>& values,
               std::span<const std::string_view> names) override;
  void clock(std::string_view name, std::optional<int>& second_of_day, Need need) override;
  void condition(std::string_view name, std::string& value, Need need) override { text(name, value, need); }
  void match(std::string_view name, Match& match) override;
  void edge(std::string_view name, std::string& node) override { text(name, node, Need::Optional); }

 protected:
  void items_of(std::string_view name, std::size_t count, Range size, const Resize& resize,
                const DescribeItem& describe) override;
  void group_of(std::string_view name, bool* present, const DescribeGroup& describe) override;

 private:
  json::object& object_;
};

}  // namespace tsuzuku::journeys
