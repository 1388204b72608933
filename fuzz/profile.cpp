// Any bytes as a profile. One that is accepted must survive being bound to a header and asked for its fields.

#include "intake/profile.hpp"

#include <cstdint>
#include <cstdlib>

#include "intake/binding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tsuzuku::intake;
  const auto profile = parse_profile({reinterpret_cast<const char*>(data), size}, "fuzz.json");
  if (!profile) {
    if (profile.error().key != "profile.invalid" || profile.error().arguments.size() != 3) std::abort();
    return 0;
  }
  Input input;
  for (const char* column : {"order_id", "注文番号", "price", "price", "total", ""}) {
    input.columns.emplace_back(column);
    input.folded.push_back(folded_name(column));
  }
  for (const FileProfile& file : profile->files) {
    const Binding binding = bind(*profile, file, input, {{"ordered_at", "total"}});
    if (binding.state_rules.size() != profile->states.size()) std::abort();
    for (const auto& field : binding.fields) {
      if (field && text_of(*field, input).size() > (1U << 22U)) std::abort();
    }
  }
  return 0;
}
