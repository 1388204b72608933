#include "demo/goods.hpp"

#include <array>

#include "demo/draw.hpp"

namespace tsuzuku::demo {
namespace {

using enum domain::ProductKind;

constexpr std::array kGoods{
    Good{"TR-001", "はじめてのお試しセット 7日分", Trial, 980, 430, 0},
    Good{"SP-030", "つづく発酵サプリ 30日分", Ordinary, 4'980, 1'150, 2.2},
    Good{"SP-090", "つづく発酵サプリ 90日分", Ordinary, 12'800, 3'300, 0.7},
    Good{"AO-030", "国産青汁 30包", Ordinary, 3'240, 900, 1.6},
    Good{"PR-500", "大豆プロテイン 500g", Ordinary, 4'320, 1'480, 1.0},
    Good{"WS-120", "米ぬか洗顔フォーム 120g", Ordinary, 2'200, 520, 1.8},
    Good{"LO-150", "しっとり化粧水 150ml", Ordinary, 3'300, 760, 2.0},
    Good{"SE-030", "集中美容液 30ml", Ordinary, 6'600, 1'380, 1.2},
    Good{"CR-050", "うるおいクリーム 50g", Ordinary, 5'500, 1'190, 1.1},
    Good{"UV-040", "毎日の日やけ止め 40g", Ordinary, 2'750, 640, 0.9},
    Good{"HC-060", "ハンドクリーム 60g", Ordinary, 1'650, 380, 1.3},
    Good{"TE-020", "はと麦茶 20包", Ordinary, 1'080, 310, 1.2},
    Good{"GF-001", "お誕生日プレゼント ミニクリーム", Gift, 0, 260, 0},
    Good{"SA-001", "集中美容液 サンプル 3包", Sample, 0, 90, 0},
    Good{"IN-001", "ごあいさつ状", Insert, 0, 15, 0},
    Good{"IN-002", "定期お届け便のご案内", Insert, 0, 22, 0},
    Good{"IN-003", "会報誌 つづく暮らし", Insert, 0, 48, 0},
};
static_assert(kGoods[kSupplement].code == "SP-030" && kGoods[kBirthdayGift].code == "GF-001" &&
              kGoods[kSerumSample].code == "SA-001" && kGoods[kGreetingLetter].code == "IN-001" &&
              kGoods[kSubscriptionLeaflet].code == "IN-002" && kGoods[kMagazine].code == "IN-003");

constexpr std::uint64_t kStreamOfShortages = 0x5487;

}  // namespace

std::span<const Good> goods() { return kGoods; }

Shortages::Shortages(std::uint64_t seed, Day first, Day last) : episodes_(kGoods.size()) {
  Random random = stream_of(seed, kStreamOfShortages);
  for (std::size_t good = 0; good < kGoods.size(); ++good) {
    if (!domain::is_sold(kGoods[good].kind)) continue;
    Day day = first + between(random, 40, 300);
    while (day <= last) {
      const Day until = day + between(random, 6, 30);
      episodes_[good].push_back({day, until});
      day = until + between(random, 90, 280);
    }
  }
}

int Shortages::days_left(GoodIndex good, Day day) const {
  for (const Episode& episode : episodes_[good]) {
    if (day < episode.from) return 0;
    if (day < episode.until) return episode.until - day;
  }
  return 0;
}

}  // namespace tsuzuku::demo
