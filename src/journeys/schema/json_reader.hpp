#pragma once
// Fields out of a JSON object: every member must be asked for, every problem is told, reading goes on.

#include <set>
#include <string>

#include "base/json.hpp"
#include "journeys/problem.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

class JsonReader final : public Fields {
 public:
  // `path` is "" or ends with a dot. The object must outlive the reader.
  JsonReader(const json::object& object, std::string path, Findings& findings)
      : object_(object), path_(std::move(path)), findings_(findings) {}

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

  // A member that is read by hand; null when absent.
  [[nodiscard]] const json::value* any(std::string_view name);
  void problem(std::string_view name, Error error);
  // Members nobody asked for are problems. Call it last.
  void finish();

 protected:
  void items_of(std::string_view name, std::size_t count, Range size, const Resize& resize,
                const DescribeItem& describe) override;
  void group_of(std::string_view name, bool* present, const DescribeGroup& describe) override;

 private:
  [[nodiscard]] bool read_texts(const json::value& value, std::vector<std::string>& values) const;

  const json::object& object_;
  std::string path_;
  Findings& findings_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace tsuzuku::journeys
