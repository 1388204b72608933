#pragma once
// Imports that run while the caller goes on: a queue with one worker thread, progress kept in memory,
// finished reports from the database (dry runs, which leave nothing there, from memory).

#include <functional>
#include <memory>
#include <optional>

#include "services/imports/imports.hpp"

namespace tsuzuku::services {

struct JobProgress {
  std::string phase;  // "waiting", "reading", "grouping", "writing"
  std::int64_t rows = 0;
  std::int64_t bytes_done = 0;
  std::int64_t bytes_total = 0;
  std::int64_t rows_per_second = 0;
  std::optional<std::int64_t> seconds_left;
};

struct JobStatus {
  ImportReport report;
  std::optional<JobProgress> progress;  // while it runs
};

class ImportJobs {
 public:
  struct Callbacks {
    std::function<double()> monotonic_seconds;
    std::function<std::int64_t()> now;  // UTC seconds
    // In the worker thread, after an import that was no dry run has committed.
    std::function<void(ShopId)> committed;
    // In the worker thread, whatever became of it: uploaded files may go.
    std::function<void(const ImportRequest&, const ImportReport&)> finished;
  };

  ImportJobs(Imports& imports, IdMaker& ids, Callbacks callbacks);
  ~ImportJobs();  // cancels what runs and waits for it
  ImportJobs(const ImportJobs&) = delete;
  ImportJobs& operator=(const ImportJobs&) = delete;

  // TooManyRequests "import.queue_full" when kQueue imports are waiting.
  [[nodiscard]] Result<ImportId> start(ImportRequest request);
  [[nodiscard]] Result<JobStatus> status(ShopId shop, ImportId id) const;
  // NotFound when it is not running or waiting.
  [[nodiscard]] Status cancel(ShopId shop, ImportId id);
  // Running and waiting imports of a shop, newest first.
  [[nodiscard]] std::vector<JobStatus> active(ShopId shop) const;

  static constexpr std::size_t kQueue = 20;
  static constexpr std::size_t kRemembered = 50;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku::services
