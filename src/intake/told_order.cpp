#include "intake/told_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "intake/profile_library.hpp"
#include "intake/reading.hpp"
#include "intake/recognise.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::string_view kOwnProfile = "tsuzuku";
constexpr std::string_view kLines = "lines";
constexpr std::size_t kShapesRemembered = 64;  // a program tells its orders in a few shapes
constexpr std::size_t kShownNearest = 3;

using Refused = std::unexpected<OrderRefusal>;

// What one order comes to.
struct OneOrder final : Sink {
  std::optional<domain::OrderDraft> taken;
  std::optional<QuarantinedRow> refused;

  Status order(domain::OrderDraft draft) override {
    taken = std::move(draft);
    return {};
  }
  Status customer(domain::CustomerDraft /*draft*/) override { return {}; }
  Status product(domain::ProductDraft /*draft*/) override { return {}; }
  Status source_cost(domain::SourceCostDraft /*draft*/) override { return {}; }
  Status stock_level(domain::StockLevelDraft /*draft*/) override { return {}; }
  // The first row that has a problem of its own; others are only held back with it.
  Status quarantine(QuarantinedRow row) override {
    if (!refused || refused->reason == "order_incomplete") refused = std::move(row);
    return {};
  }
};

// Orders that tell the same members are rows under one header.
struct Shape {
  explicit Shape(Plan plan_in) : plan(std::move(plan_in)), assembler(plan, sink, tally) {}
  Plan plan;
  OneOrder sink;
  Tally tally;
  Assembler assembler;
};

std::vector<std::string_view> known_members() {
  std::vector<std::string_view> names{kLines};
  for (const Field field : all_fields()) names.push_back(name_of(field));
  return names;
}

Refused unknown_member(std::string_view name, int line) {
  const auto known = known_members();
  return Refused({"told_order.unknown_member",
                  std::string(name),
                  line,
                  {{"member", std::string(name)},
                   {"known", fmt::format("{}", fmt::join(nearest_names(known, name, kShownNearest), ", "))}}});
}

// Nothing for a list, an object or true and false.
std::optional<std::string> cell_of(const json::value& value) {
  if (value.is_null()) return std::string();
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_number()) return to_text(value);
  return std::nullopt;
}

// The members of the order and of all its lines, each once, in the order of the fields.
std::expected<std::vector<std::string>, OrderRefusal> columns_of(const json::object& order, const json::array& lines) {
  std::vector<bool> told(kFields);
  const auto take = [&](const json::object& object, int line) -> std::expected<void, OrderRefusal> {
    for (const auto& member : object) {
      if (line == 0 && member.key() == kLines) continue;
      const auto field = field_from(member.key());
      if (!field) return unknown_member(member.key(), line);
      if (line > 0 && *field == Field::OrderNumber) {
        return Refused({"told_order.not_in_line", std::string(member.key()), line, {}});
      }
      told[index_of(*field)] = true;
    }
    return {};
  };
  if (auto taken = take(order, 0); !taken) return Refused(std::move(taken.error()));
  int number = 0;
  for (const json::value& line : lines) {
    ++number;
    if (!line.is_object()) return Refused({"told_order.bad_member", std::string(kLines), number, {}});
    if (auto taken = take(line.as_object(), number); !taken) return Refused(std::move(taken.error()));
  }
  std::vector<std::string> columns;
  for (const Field field : all_fields()) {
    if (told[index_of(field)]) columns.emplace_back(name_of(field));
  }
  return columns;
}

// The line as a row under those columns.
std::expected<std::string, OrderRefusal> row_of(const json::object& order, const json::object& line, int number,
                                                const std::vector<std::string>& columns) {
  std::string row;
  for (const std::string& column : columns) {
    if (&column != &columns.front()) row += ',';
    const json::value* told = line.if_contains(column);
    if (told == nullptr) told = order.if_contains(column);
    if (told == nullptr) continue;
    const auto cell = cell_of(*told);
    if (!cell) return Refused({"told_order.bad_member", column, number, {{"member", column}}});
    append_cell(row, *cell, ',');
  }
  return row;
}

}  // namespace

struct ToldOrderReader::Impl {
  Profile profile;
  Request request;
  std::map<std::vector<std::string>, std::unique_ptr<Shape>> shapes;

  std::expected<Shape*, OrderRefusal> shape_of(const std::vector<std::string>& columns) {
    if (const auto known = shapes.find(columns); known != shapes.end()) return known->second.get();
    Input input;
    input.columns = columns;
    for (const std::string& column : columns) input.folded.push_back(folded_name(column));
    Assignment assignment = assign(profile, {&input, 1}, {});
    if (!assignment.missing.empty()) {
      return Refused(
          {"told_order.missing_member", assignment.missing.front(), 0, {{"member", assignment.missing.front()}}});
    }
    std::vector<SourceFile> files;
    files.push_back({std::move(input), std::move(assignment.bindings.front())});
    auto plan = make_plan(profile, std::move(files), request);
    if (!plan) return Refused({plan.error().key, {}, 0, plan.error().arguments});
    if (shapes.size() >= kShapesRemembered) shapes.clear();
    return (shapes[columns] = std::make_unique<Shape>(std::move(*plan))).get();
  }
};

ToldOrderReader::ToldOrderReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ToldOrderReader::ToldOrderReader(ToldOrderReader&&) noexcept = default;
ToldOrderReader& ToldOrderReader::operator=(ToldOrderReader&&) noexcept = default;
ToldOrderReader::~ToldOrderReader() = default;

Result<ToldOrderReader> ToldOrderReader::make(std::string currency, std::string time_zone) {
  TSUZUKU_TRY(profiles, load_profiles({}));
  const auto own = std::ranges::find(profiles, kOwnProfile, &Profile::name);
  if (own == profiles.end()) {
    return fail(ErrorKind::Internal, "import.unknown_profile", {{"profile", std::string(kOwnProfile)}, {"known", ""}});
  }
  auto impl = std::make_unique<Impl>();
  impl->profile = *own;
  impl->request.currency = std::move(currency);
  impl->request.time_zone = std::move(time_zone);
  TSUZUKU_CHECK(make_plan(impl->profile, {}, impl->request));
  return ToldOrderReader(std::move(impl));
}

std::expected<domain::OrderDraft, OrderRefusal> ToldOrderReader::read(const json::object& order) {
  const json::value* told = order.if_contains(kLines);
  if (told == nullptr || !told->is_array() || told->as_array().empty()) {
    return Refused({"told_order.no_lines", std::string(kLines), 0, {}});
  }
  const json::array& lines = told->as_array();
  if (lines.size() > limits::kOrderLines) {
    return Refused({"quarantine.too_many_lines", {}, 0, {{"limit", std::to_string(limits::kOrderLines)}}});
  }
  auto columns = columns_of(order, lines);
  if (!columns) return Refused(std::move(columns.error()));
  auto shape = impl_->shape_of(*columns);
  if (!shape) return Refused(std::move(shape.error()));

  std::vector<std::string> texts;
  std::vector<SpooledRow> rows;
  texts.reserve(lines.size());
  for (const json::value& line : lines) {
    auto row = row_of(order, line.as_object(), static_cast<int>(texts.size()) + 1, *columns);
    if (!row) return Refused(std::move(row.error()));
    texts.push_back(std::move(*row));
  }
  const auto number = cell_of(order.contains("order_number") ? order.at("order_number") : json::value());
  const std::string key(trim(number.value_or("")));
  for (const std::string& text : texts) {
    rows.push_back({.row = static_cast<std::int64_t>(rows.size()) + 1, .key = key, .raw = text});
  }
  OneOrder& sink = (*shape)->sink;
  sink = {};
  if (const Status read = (*shape)->assembler.take(rows, false); !read) {
    return Refused({read.error().key, {}, 0, read.error().arguments});
  }
  if (sink.taken) return std::move(*sink.taken);
  return Refused({"quarantine." + sink.refused->reason, sink.refused->column, static_cast<int>(sink.refused->row),
                  sink.refused->arguments});
}

}  // namespace tsuzuku::intake
