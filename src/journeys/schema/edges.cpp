#include "journeys/schema/edges.hpp"

#include <fmt/format.h>

namespace tsuzuku::journeys {
namespace {

class EdgeCollector final : public Fields {
 public:
  EdgeCollector(std::string path, std::vector<Edge>& edges) : path_(std::move(path)), edges_(edges) {}

  void text(std::string_view, std::string&, Need) override {}
  void texts(std::string_view, std::vector<std::string>&, Need) override {}
  void integer(std::string_view, int&, Range) override {}
  void flag(std::string_view, bool&) override {}
  void choice(std::string_view, std::optional<std::size_t>&, std::span<const std::string_view>, Need) override {}
  void choices(std::string_view, std::vector<std::size_t>&, std::span<const std::string_view>) override {}
  void clock(std::string_view, std::optional<int>&, Need) override {}
  void condition(std::string_view, std::string&, Need) override {}
  void match(std::string_view, Match&) override {}
  void edge(std::string_view name, std::string& node) override { edges_.push_back({path_ + std::string(name), node}); }

 protected:
  void items_of(std::string_view name, std::size_t count, Range, const Resize&, const DescribeItem& describe) override {
    for (std::size_t i = 0; i < count; ++i) {
      EdgeCollector item(fmt::format("{}{}[{}].", path_, name, i), edges_);
      describe(i, item);
    }
  }
  void group_of(std::string_view name, bool* present, const DescribeGroup& describe) override {
    if (present != nullptr && !*present) return;
    EdgeCollector group(fmt::format("{}{}.", path_, name), edges_);
    describe(group);
  }

 private:
  std::string path_;
  std::vector<Edge>& edges_;
};

}  // namespace

std::vector<Edge> edges_of(const NodeKind& kind) {
  NodeKind copy = kind;  // describe() wants what it could write to
  std::vector<Edge> edges;
  EdgeCollector collector("", edges);
  describe(copy, collector);
  return edges;
}

}  // namespace tsuzuku::journeys
