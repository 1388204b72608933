#pragma once
// One pass over the files into the sink.

#include "intake/assembler.hpp"

namespace tsuzuku::intake {

struct ReadingOptions {
  std::filesystem::path spool_folder;
  std::size_t memory_bytes = limits::kSpoolMemoryBytes;  // tests make it small
};

// What the assignment and the request come to. Errors: import.unknown_currency, import.unknown_time_zone.
[[nodiscard]] Result<Plan> make_plan(const Profile& profile, std::vector<SourceFile> files, const Request& request);

[[nodiscard]] Result<Tally> read_plan(const Plan& plan, const ReadingOptions& options, Sink& sink,
                                      const std::function<void(const Progress&)>& progress,
                                      const std::atomic<bool>& cancel);

}  // namespace tsuzuku::intake
