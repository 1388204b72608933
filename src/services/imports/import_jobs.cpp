#include "services/imports/import_jobs.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/log.hpp"

namespace tsuzuku::services {
namespace {

struct Job {
  ImportId id;
  ImportRequest request;
  std::atomic<bool> cancel = false;
  bool running = false;
  bool done = false;
  double started = 0;
  JobProgress progress{.phase = "waiting"};
  ImportReport report;
};

}  // namespace

struct ImportJobs::Impl {
  Impl(Imports& imports_in, IdMaker& ids_in, Callbacks callbacks_in)
      : imports(imports_in), ids(ids_in), callbacks(std::move(callbacks_in)) {}

  void work() {
    for (;;) {
      std::shared_ptr<Job> job;
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return stopping || !queue.empty(); });
        if (stopping) return;
        job = queue.front();
        queue.pop_front();
        job->running = true;
        job->started = callbacks.monotonic_seconds();
      }
      run(*job);
    }
  }

  // Nothing may leave the worker thread but a report: an exception here (out of memory) would end the server.
  Result<ImportReport> run_guarded(Job& job, const ImportProgress& progress) {
    try {
      return imports.run(job.id, job.request, progress, job.cancel);
    } catch (const std::exception& error) {
      log::error("import_failed", {{"import", job.id.text()}, {"reason", error.what()}});
      return fail(ErrorKind::Internal, "import.unexpected", {{"reason", error.what()}});
    }
  }

  void run(Job& job) {
    const auto progress = [&](const intake::Progress& now) {
      const double elapsed = callbacks.monotonic_seconds() - job.started;
      const std::lock_guard lock(mutex);
      job.progress.phase = std::string(now.phase);
      job.progress.rows = now.rows;
      job.progress.bytes_done = now.bytes_done;
      job.progress.bytes_total = now.bytes_total;
      if (elapsed > 0)
        job.progress.rows_per_second = static_cast<std::int64_t>(static_cast<double>(now.rows) / elapsed);
      if (now.bytes_done > 0 && now.bytes_total > 0) {
        const double share = static_cast<double>(now.bytes_done) / static_cast<double>(now.bytes_total);
        job.progress.seconds_left = static_cast<std::int64_t>(elapsed / share - elapsed);
      }
    };
    auto result = run_guarded(job, progress);
    ImportReport report = job.report;
    if (result) {
      report = std::move(*result);
    } else {
      report.state =
          result.error().kind == ErrorKind::Cancelled ? domain::ImportState::Cancelled : domain::ImportState::Failed;
      report.error = result.error();
      report.finished_at = callbacks.now();
    }
    const bool committed = result && !job.request.dry_run;
    if (committed) callbacks.committed(job.request.shop.id);
    callbacks.finished(job.request, report);
    const std::lock_guard lock(mutex);
    job.report = std::move(report);
    job.running = false;
    job.done = true;
  }

  std::shared_ptr<Job> find(ShopId shop, ImportId id) const {
    for (const auto& job : jobs) {
      if (job->id == id && job->request.shop.id == shop) return job;
    }
    return nullptr;
  }

  Imports& imports;
  IdMaker& ids;
  Callbacks callbacks;
  mutable std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::shared_ptr<Job>> queue;  // waiting
  std::deque<std::shared_ptr<Job>> jobs;   // all remembered, newest first
  bool stopping = false;
  std::thread worker;
};

ImportJobs::ImportJobs(Imports& imports, IdMaker& ids, Callbacks callbacks)
    : impl_(std::make_unique<Impl>(imports, ids, std::move(callbacks))) {
  impl_->worker = std::thread([this] { impl_->work(); });
}

ImportJobs::~ImportJobs() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
    for (const auto& job : impl_->jobs) job->cancel = true;
  }
  impl_->wake.notify_all();
  impl_->worker.join();
}

Result<ImportId> ImportJobs::start(ImportRequest request) {
  const std::lock_guard lock(impl_->mutex);
  if (impl_->queue.size() >= kQueue) return fail(ErrorKind::TooManyRequests, "import.queue_full");
  auto job = std::make_shared<Job>();
  job->id = impl_->ids.make<ImportId>();
  job->report.id = job->id;
  job->report.dry_run = request.dry_run;
  job->report.started_at = impl_->callbacks.now();
  job->report.profile = request.input.profile.value_or("");
  for (const intake::InputFile& file : request.input.files) job->report.files.push_back({.name = file.name});
  job->request = std::move(request);
  impl_->queue.push_back(job);
  impl_->jobs.push_front(job);
  while (impl_->jobs.size() > kRemembered && impl_->jobs.back()->done) impl_->jobs.pop_back();
  impl_->wake.notify_one();
  return job->id;
}

Result<JobStatus> ImportJobs::status(ShopId shop, ImportId id) const {
  {
    const std::lock_guard lock(impl_->mutex);
    if (const auto job = impl_->find(shop, id)) {
      if (!job->done) return JobStatus{job->report, job->progress};
      return JobStatus{job->report, std::nullopt};
    }
  }
  TSUZUKU_TRY(report, impl_->imports.get(shop, id));
  return JobStatus{std::move(report), std::nullopt};
}

Status ImportJobs::cancel(ShopId shop, ImportId id) {
  const std::lock_guard lock(impl_->mutex);
  const auto job = impl_->find(shop, id);
  if (!job || job->done) return fail(ErrorKind::NotFound, "import.not_running", {{"id", id.text()}});
  job->cancel = true;
  if (const auto waiting = std::ranges::find(impl_->queue, job); waiting != impl_->queue.end()) {
    impl_->queue.erase(waiting);
    job->done = true;
    job->report.state = domain::ImportState::Cancelled;
    job->report.finished_at = impl_->callbacks.now();
  }
  return {};
}

std::vector<JobStatus> ImportJobs::active(ShopId shop) const {
  const std::lock_guard lock(impl_->mutex);
  std::vector<JobStatus> result;
  for (const auto& job : impl_->jobs) {
    if (job->request.shop.id == shop && !job->done) result.push_back({job->report, job->progress});
  }
  return result;
}

}  // namespace tsuzuku::services
