#include "base/stable_hash.hpp"

#include <gtest/gtest.h>

#include <array>

namespace tsuzuku {
namespace {

// Computed by an independent program. A change here would move customers between arms.
TEST(StableHash, IsFrozen) {
  EXPECT_EQ(stable_hash(1, "a"), 0x75eecb75f99fed61ULL);
  EXPECT_EQ(stable_hash(1, "b"), 0x98b901789fef6902ULL);
  EXPECT_EQ(stable_hash(std::int64_t{1} << 62U, "件名"), 0xc3094b710d8f8307ULL);
  EXPECT_EQ(stable_hash(0, ""), 0x21fa69a58f3d62f5ULL);
  EXPECT_EQ(stable_slot(1, "a", 1000), 460);
  EXPECT_EQ(stable_slot(1, "b", 1000), 596);
}

// Chi-square of 100 slots over ids as the program makes them (grown by time) and as a small shop has them (1, 2, 3 …):
// 99 degrees of freedom, 0.999 quantile 148.2. The numbers are fixed, so this cannot fail by bad luck tomorrow.
TEST(StableHash, IsUniformOverKindsOfIds) {
  for (const std::int64_t stride : {1LL, 1LL << 21U, 3LL << 18U}) {
    std::array<int, 100> counts{};
    constexpr int kIds = 200'000;
    for (int i = 1; i <= kIds; ++i) ++counts[static_cast<std::size_t>(stable_slot(i * stride, "holdout", 100))];
    double chi_square = 0;
    for (const int count : counts) chi_square += (count - 2000.0) * (count - 2000.0) / 2000.0;
    EXPECT_LT(chi_square, 148.2) << "stride " << stride;
  }
}

// Two names draw independently: a 10 × 10 table, 81 degrees of freedom, 0.999 quantile 126.1.
TEST(StableHash, NamesAreIndependent) {
  std::array<std::array<int, 10>, 10> counts{};
  constexpr int kIds = 200'000;
  for (int i = 1; i <= kIds; ++i) {
    ++counts[static_cast<std::size_t>(stable_slot(i, "journey:1", 10))]
            [static_cast<std::size_t>(stable_slot(i, "journey:2", 10))];
  }
  double chi_square = 0;
  for (const auto& row : counts) {
    for (const int count : row) chi_square += (count - 2000.0) * (count - 2000.0) / 2000.0;
  }
  EXPECT_LT(chi_square, 126.1);
}

}  // namespace
}  // namespace tsuzuku
