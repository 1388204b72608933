// tsuzuku shop profit [--margin-percent N] [--shipping-cost N] [--payment-fee-permille N] [--forget]

#include <fmt/format.h>

#include "cli/command.hpp"
#include "services/analyses/profit_terms.hpp"

namespace tsuzuku::cli {
namespace {

struct Options {
  std::optional<std::int64_t> margin_percent;
  std::optional<std::int64_t> shipping_cost;
  std::optional<std::int64_t> payment_fee_permille;
  bool forget = false;
  [[nodiscard]] bool tell_any() const { return margin_percent || shipping_cost || payment_fee_permille; }
};

// What is not told stays as it stands.
Result<int> run_profit(const Command& command, const Options& options) {
  TSUZUKU_TRY(store, command.open_store(false));
  TSUZUKU_TRY(shop, command.chosen_shop(*store));
  TSUZUKU_TRY(book, services::ProfitTermsBook::open(store->database()));
  if (options.forget) TSUZUKU_CHECK(book.forget(shop.id));
  TSUZUKU_TRY(terms, book.of(shop.id));
  if (options.tell_any()) {
    terms.margin_percent = options.margin_percent.value_or(terms.margin_percent);
    terms.shipping_cost = options.shipping_cost.value_or(terms.shipping_cost);
    terms.payment_fee_permille = options.payment_fee_permille.value_or(terms.payment_fee_permille);
    TSUZUKU_CHECK(book.keep(shop.id, terms, std::nullopt, app::now_utc_seconds()));
    TSUZUKU_TRY(kept, book.of(shop.id));
    terms = kept;
  }
  fmt::print("{}\n", command.text(terms.changed_at ? "cli.shop.profit_of_shop" : "cli.shop.profit_default",
                                  {{"shop", shop.name},
                                   {"margin_percent", std::to_string(terms.margin_percent)},
                                   {"shipping_cost", to_grouped_text(terms.shipping_cost, {"", 0})},
                                   {"currency", std::string(shop.currency.code)},
                                   {"payment_fee_permille", std::to_string(terms.payment_fee_permille)}}));
  return kDone;
}

}  // namespace

void add_shop(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("shop", command.text("cli.shop.about"));
  subcommand->require_subcommand(1);
  auto options = std::make_shared<Options>();
  auto* profit = subcommand->add_subcommand("profit", command.text("cli.shop.profit"));
  command.add_store_options(*profit);
  profit->add_option("--margin-percent", options->margin_percent, command.text("cli.shop.margin_percent"));
  profit->add_option("--shipping-cost", options->shipping_cost, command.text("cli.shop.shipping_cost"));
  profit->add_option("--payment-fee-permille", options->payment_fee_permille,
                     command.text("cli.shop.payment_fee_permille"));
  profit->add_flag("--forget", options->forget, command.text("cli.shop.forget"));
  command.on_run(*profit, [&command, options] { return run_profit(command, *options); });
}

}  // namespace tsuzuku::cli
