#pragma once
// Values of one kind under one index, read only. They lie in memory of their own or in a mapped file; copies of a
// column share them, and the last copy lets go of them.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tsuzuku::ledger {

struct Inside;  // what of this folder makes blocks from columns: files and splices (inside.hpp)

template <typename T>
class Column {
 public:
  using value_type = T;
  using const_iterator = const T*;

  Column() = default;
  Column(std::vector<T> values) {  // NOLINT(google-explicit-constructor): a finished vector is a column
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    values_ = *owner;
    owner_ = std::move(owner);
  }
  // Of memory that `owner` keeps alive.
  Column(std::span<const T> values, std::shared_ptr<const void> owner) : values_(values), owner_(std::move(owner)) {}

  [[nodiscard]] const T* data() const { return values_.data(); }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] const T* begin() const { return values_.data(); }
  [[nodiscard]] const T* end() const { return values_.data() + values_.size(); }
  [[nodiscard]] const T& operator[](std::size_t at) const { return values_[at]; }
  [[nodiscard]] const T& front() const { return values_.front(); }
  [[nodiscard]] const T& back() const { return values_.back(); }
  operator std::span<const T>() const { return values_; }  // NOLINT(google-explicit-constructor)

  friend bool operator==(const Column& a, const Column& b) { return std::ranges::equal(a.values_, b.values_); }
  friend bool operator==(const Column& a, const std::vector<T>& b) { return std::ranges::equal(a.values_, b); }

 private:
  std::span<const T> values_;
  std::shared_ptr<const void> owner_;
};

}  // namespace tsuzuku::ledger
