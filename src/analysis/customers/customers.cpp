#include "analysis/customers/customers.hpp"

#include "analysis/members.hpp"
#include "analysis/registry.hpp"
#include "base/limits.hpp"

namespace tsuzuku::analysis::customers {
namespace {

constexpr std::string_view kCellPrefix = "cell.";

Parameter text_parameter(std::string name, std::string otherwise) {
  return {.name = std::move(name), .type = ParameterType::Text, .default_value = std::move(otherwise)};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "customers",
                                      .version = 1,
                                      .unit = "customer",
                                      .chart = "list",
                                      .parameters = {text_parameter("of", "stages"), text_parameter("part", ""),
                                                     integer_parameter("page", 1, 1, limits::kExportRows),
                                                     integer_parameter("page_size", 50, 1, limits::kExportRows)},
                                      .columns = member_columns(),
                                      .open_parameters = true};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(analysis, find_analysis(arguments.text("of")));
  Cell cell{.part = arguments.text("part")};
  RawArguments own;
  for (const auto& [name, value] : arguments.others()) {
    if (name.starts_with(kCellPrefix)) {
      cell.values[name.substr(kCellPrefix.size())] = value;
    } else {
      own[name] = value;
    }
  }
  TSUZUKU_TRY(of, Arguments::parse(analysis->descriptor(), own));
  const PageRequest page{static_cast<int>(arguments.integer("page")), static_cast<int>(arguments.integer("page_size"))};
  return members(blocks, *analysis, of, cell, page, execution);
}

}  // namespace tsuzuku::analysis::customers
