#pragma once
// Strict reading of a JSON object: every member must be asked for, every problem is told with its path.

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace tsuzuku::intake {

// Collects the first problem; reading goes on with defaults so that callers need no checks in between.
class JsonProblems {
 public:
  void add(std::string path, std::string problem) {
    if (!found_) {
      path_ = std::move(path);
      problem_ = std::move(problem);
    }
    found_ = true;
  }
  [[nodiscard]] bool found() const { return found_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  bool found_ = false;
  std::string path_;
  std::string problem_;
};

class ObjectReader {
 public:
  ObjectReader(const json::value& value, std::string path, JsonProblems& problems);

  // Members; the default when absent. A wrong type is a problem.
  [[nodiscard]] std::string text(std::string_view name, std::string otherwise = "");
  [[nodiscard]] std::string required_text(std::string_view name);
  [[nodiscard]] bool flag(std::string_view name, bool otherwise = false);
  [[nodiscard]] int number(std::string_view name, int otherwise, int least, int most);
  [[nodiscard]] std::vector<std::string> texts(std::string_view name);
  // The member's value or null; the caller reads it.
  [[nodiscard]] const json::value* any(std::string_view name);
  void each_item(std::string_view name, const std::function<void(const json::value&, const std::string& path)>& read);
  void each_member(std::string_view name,
                   const std::function<void(std::string_view key, const json::value&, const std::string& path)>& read);
  // One of the named choices; the first is the default.
  template <typename T>
  [[nodiscard]] T choice(std::string_view name, const std::vector<std::pair<std::string_view, T>>& choices) {
    const std::string chosen = text(name, std::string(choices.front().first));
    std::string known;
    for (const auto& [choice_name, value] : choices) {
      if (choice_name == chosen) return value;
      known += (known.empty() ? "" : ", ") + std::string(choice_name);
    }
    problem(name, "one of " + known + " expected");
    return choices.front().second;
  }

  void problem(std::string_view name, std::string what);
  [[nodiscard]] std::string path_of(std::string_view name) const;
  // Members nobody asked for are problems. Call it last.
  void finish();

 private:
  const json::object* object_ = nullptr;
  std::string path_;
  JsonProblems& problems_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace tsuzuku::intake
