// Any bytes as an order told by a program. What is taken must be an order the store can hold; what is not must say why.
// One reader takes them all: nothing of one order may be left over for the next.

#include "intake/told_order.hpp"

#include <cstdint>
#include <cstdlib>

#include "base/assets.hpp"
#include "base/limits.hpp"

extern "C" const tsuzuku::AssetRow tsuzuku_fuzz_profiles[];

namespace {

using namespace tsuzuku;

void require(bool holds) {
  if (!holds) std::abort();
}

intake::ToldOrderReader make_reader() {
  register_assets(tsuzuku_fuzz_profiles);
  return intake::ToldOrderReader::make("JPY", "Asia/Tokyo").value();
}

void expect_sound(const domain::OrderDraft& order) {
  require(!order.number.empty() && order.channel.empty());
  require(!order.lines.empty() || !order.credits.empty());
  require(order.lines.size() + order.credits.size() <= limits::kOrderLines);
  for (const domain::LineDraft& line : order.lines) require(line.quantity >= 0 && !line.product_code.empty());
  for (const domain::CreditDraft& credit : order.credits) require(credit.quantity > 0 && credit.amount >= 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static intake::ToldOrderReader reader = make_reader();
  const auto value = parse_json({reinterpret_cast<const char*>(data), size});
  if (!value || !value->is_object()) return 0;
  const auto order = reader.read(value->get_object());
  if (order) {
    expect_sound(*order);
  } else {
    require(order.error().key.starts_with("told_order.") || order.error().key.starts_with("quarantine."));
  }
  return 0;
}
