#include "analysis/registry.hpp"

#include <algorithm>
#include <array>

#include "analysis/cohorts/cohorts.hpp"
#include "analysis/cpm/cpm.hpp"
#include "analysis/customers/customers.hpp"
#include "analysis/days_to_next/days_to_next.hpp"
#include "analysis/net_sales/net_sales.hpp"
#include "analysis/r30/r30.hpp"
#include "analysis/rfm/rfm.hpp"
#include "analysis/stages/stages.hpp"

namespace tsuzuku::analysis {

std::span<const Analysis> analyses() {
  static constexpr std::array kAnalyses{
      Analysis{&stages::descriptor, &stages::run, &stages::membership},
      Analysis{&days_to_next::descriptor, &days_to_next::run, &days_to_next::membership},
      Analysis{&cohorts::descriptor, &cohorts::run, &cohorts::membership},
      Analysis{&rfm::descriptor, &rfm::run, &rfm::membership},
      Analysis{&cpm::descriptor, &cpm::run, &cpm::membership},
      Analysis{&net_sales::descriptor, &net_sales::run, &net_sales::membership},
      Analysis{&r30::descriptor, &r30::run, nullptr},
      Analysis{&customers::descriptor, &customers::run, nullptr},
  };
  return kAnalyses;
}

Result<const Analysis*> find_analysis(std::string_view name) {
  std::vector<std::string> known;
  for (const Analysis& analysis : analyses()) {
    if (analysis.descriptor().name == name) return &analysis;
    known.push_back(analysis.descriptor().name);
  }
  return fail(ErrorKind::NotFound, "analysis.unknown_analysis",
              {{"analysis", std::string(name)}, {"known", joined(known)}});
}

Result<Table> analyse(const ledger::Ledger& ledger, std::string_view name, const RawArguments& raw,
                      const Execution& execution) {
  TSUZUKU_TRY(analysis, find_analysis(name));
  TSUZUKU_TRY(arguments, Arguments::parse(analysis->descriptor(), raw));
  return analysis->run(ledger, arguments, execution);
}

}  // namespace tsuzuku::analysis
