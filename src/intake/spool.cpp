#include "intake/spool.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <queue>
#include <unordered_map>

#include "intake/run_reader.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kBlockBytes = 4U << 20;
// What a row costs beside its bytes: its entry, and its share of the table that groups keys in memory.
constexpr std::size_t kOverheadPerRow = 64;

std::uint64_t prefix_of(std::string_view key) {
  std::uint64_t prefix = 0;
  std::memcpy(&prefix, key.data(), std::min(key.size(), sizeof prefix));
  return std::endian::native == std::endian::little ? __builtin_bswap64(prefix) : prefix;
}

Status take_in_pieces(const Spool::Take& take, std::span<const SpooledRow> group, std::size_t piece) {
  for (std::size_t at = 0; at < group.size(); at += piece) {
    TSUZUKU_CHECK(take(group.subspan(at, std::min(piece, group.size() - at)), at > 0));
  }
  return {};
}

}  // namespace

Spool::Spool(Options options) : options_(std::move(options)) {}
Spool::~Spool() = default;

std::unexpected<Error> Spool::disk_error() const {
  return fail(ErrorKind::Unavailable, "import.spool_failed",
              {{"folder", options_.folder.string()}, {"reason", std::strerror(errno)}});
}

char* Spool::allocate(std::size_t bytes) {
  if (block_used_ + bytes > block_size_) {
    block_size_ = std::max(kBlockBytes, bytes);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size_));
    block_used_ = 0;
  }
  char* at = blocks_.back().get() + block_used_;
  block_used_ += bytes;
  return at;
}

Status Spool::add(const SpooledRow& row) {
  const std::size_t bytes = packed_size(row);
  if (memory_used_ + bytes + kOverheadPerRow > options_.memory_bytes && !entries_.empty()) TSUZUKU_CHECK(spill());
  char* packed = allocate(bytes);
  pack(row, packed);
  entries_.push_back({prefix_of(row.key), packed});
  memory_used_ += bytes + kOverheadPerRow;
  ++rows_;
  return {};
}

void Spool::sort_entries() {
  std::ranges::sort(entries_, [](const Entry& a, const Entry& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    return comes_before(unpack(a.packed), unpack(b.packed));
  });
}

// The file has no name once it is open, so that nothing is left behind, however the process ends.
Status Spool::open_file() {
  std::string name = (options_.folder / "spool-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) return disk_error();
  ::unlink(name.c_str());
  file_.reset(::fdopen(descriptor, "w+b"));
  if (file_ != nullptr) return {};
  ::close(descriptor);
  return disk_error();
}

Status Spool::spill() {
  if (file_ == nullptr) TSUZUKU_CHECK(open_file());
  sort_entries();
  Run run;
  run.begin = runs_.empty() ? 0 : runs_.back().end;
  run.end = run.begin;
  for (const Entry& entry : entries_) {
    const std::size_t size = packed_size(unpack(entry.packed));
    if (std::fwrite(entry.packed, 1, size, file_.get()) != size) return disk_error();
    run.end += static_cast<std::int64_t>(size);
  }
  if (std::fflush(file_.get()) != 0) return disk_error();
  runs_.push_back(run);
  entries_.clear();
  if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
  block_used_ = 0;
  memory_used_ = 0;
  return {};
}

Status Spool::take_groups(const Take& take) {
  if (runs_.empty()) return take_from_memory(take);
  if (!entries_.empty()) TSUZUKU_CHECK(spill());
  std::vector<Entry>().swap(entries_);
  blocks_.clear();
  block_size_ = 0;
  return take_merged(take);
}

Status Spool::take_from_memory(const Take& take) {
  // Rows of a key are chained in the order they came; keys keep the order of their first row.
  constexpr std::uint32_t kNone = UINT32_MAX;
  struct Chain {
    std::uint32_t first;
    std::uint32_t last;
  };
  std::vector<std::uint32_t> next(entries_.size(), kNone);
  std::vector<Chain> chains;
  std::unordered_map<std::string_view, std::uint32_t> chain_of;
  std::string_view last_key;
  std::uint32_t last_chain = kNone;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const std::string_view key = unpack(entries_[i].packed).key;
    if (last_chain == kNone || key != last_key) {
      const auto [at, is_new] = chain_of.try_emplace(key, static_cast<std::uint32_t>(chains.size()));
      if (is_new) chains.push_back({i, kNone});
      last_key = key;
      last_chain = at->second;
    }
    Chain& chain = chains[last_chain];
    if (chain.last != kNone) next[chain.last] = i;
    chain.last = i;
  }
  std::vector<SpooledRow> group;
  for (const Chain& chain : chains) {
    group.clear();
    for (std::uint32_t i = chain.first; i != kNone; i = next[i]) group.push_back(unpack(entries_[i].packed));
    if (!std::ranges::is_sorted(group, comes_before)) std::ranges::stable_sort(group, comes_before);
    TSUZUKU_CHECK(take_in_pieces(take, group, options_.group_rows));
  }
  entries_.clear();
  blocks_.clear();
  block_size_ = 0;
  return {};
}

Status Spool::take_merged(const Take& take) {
  std::vector<std::unique_ptr<RunReader>> readers;
  for (const Run& run : runs_) {
    readers.push_back(std::make_unique<RunReader>(::fileno(file_.get()), run.begin, run.end));
  }
  const auto later = [&](std::size_t a, std::size_t b) { return comes_before(readers[b]->row(), readers[a]->row()); };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> heap(later);
  for (std::size_t i = 0; i < readers.size(); ++i) {
    TSUZUKU_TRY(more, readers[i]->advance());
    if (more) heap.push(i);
  }
  std::vector<char> bytes;  // packed rows of the group so far
  std::vector<std::size_t> starts;
  std::vector<SpooledRow> group;
  const auto hand_out = [&](bool continued) -> Status {
    group.clear();
    for (const std::size_t start : starts) group.push_back(unpack(bytes.data() + start));
    Status done = take(group, continued);
    bytes.clear();
    starts.clear();
    return done;
  };
  bool continued = false;
  std::string key;
  while (!heap.empty()) {
    const std::size_t reader = heap.top();
    heap.pop();
    const SpooledRow row = readers[reader]->row();
    if (row.key != key) {
      if (!starts.empty()) TSUZUKU_CHECK(hand_out(continued));
      continued = false;
      key = row.key;
    } else if (starts.size() == options_.group_rows) {
      TSUZUKU_CHECK(hand_out(continued));
      continued = true;
    }
    starts.push_back(bytes.size());
    bytes.resize(bytes.size() + packed_size(row));
    pack(row, bytes.data() + starts.back());
    TSUZUKU_TRY(more, readers[reader]->advance());
    if (more) heap.push(reader);
  }
  if (!starts.empty()) TSUZUKU_CHECK(hand_out(continued));
  runs_.clear();
  file_.reset();
  return {};
}

}  // namespace tsuzuku::intake
