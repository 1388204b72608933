#pragma once
// What the sender asks whoever planned a touch, right before it goes out: days may lie between planning and sending,
// and the customer may have bought, left the journey or been taken out of it since.

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"
#include "journeys/delivery_rules.hpp"
#include "services/messages/touches.hpp"

namespace tsuzuku::services {

// Called by the one thread that prepares messages, outside of any transaction; `touch` is in state Sending.
class SendGate {
 public:
  SendGate() = default;
  SendGate(const SendGate&) = delete;
  SendGate& operator=(const SendGate&) = delete;
  virtual ~SendGate() = default;

  // Nothing: it may go. Else why it is skipped, a name with a text under "journeys.delivery_reasons". An error leaves
  // the touch to be tried again later.
  [[nodiscard]] virtual Result<std::optional<std::string>> may_send(ShopId shop, const Touch& touch,
                                                                    std::int64_t now) = 0;

  // Before a claim, outside of any transaction: reads what rules_of() answers from.
  [[nodiscard]] virtual Status get_ready(ShopId /*shop*/) { return {}; }

  // Quiet hours and caps of what planned the touch, beside those of the shop; null when there are none of its own.
  // Called inside the transaction of the claim: answered from memory. Valid until the next get_ready(). An error (what
  // planned it came after get_ready()) leaves everything to the next claim.
  [[nodiscard]] virtual Result<const journeys::DeliveryRules*> rules_of(ShopId /*shop*/, const Touch& /*touch*/) {
    return nullptr;
  }
};

}  // namespace tsuzuku::services
