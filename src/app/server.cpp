#include "app/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/answers.hpp"
#include "api/context.hpp"
#include "api/routes.hpp"
#include "app/random.hpp"
#include "base/log.hpp"
#include "base/time_zone.hpp"
#include "http/server.hpp"
#include "services/tasks/r30_queue.hpp"

namespace tsuzuku::app {
namespace {

constexpr std::chrono::minutes kHousekeepingEvery{10};
constexpr std::string_view kSitePrefix = "dist/";

}  // namespace

struct Server::Impl {
  Impl(Store& store_in, services::StaffDirectory staff_in, services::SignIn sign_in_in, services::Audit audit_in,
       services::Tasks tasks_in, std::unique_ptr<services::CustomerDesk> customers_in)
      : store(store_in),
        staff(std::move(staff_in)),
        sign_in(std::move(sign_in_in)),
        audit(std::move(audit_in)),
        tasks(std::move(tasks_in)),
        customers(std::move(customers_in)),
        analyses(store.database(), store.ledgers()),
        uploads(store.upload_folder(), random_name, now_utc_seconds),
        import_jobs(
            store.imports(), store.ids(),
            {.monotonic_seconds = monotonic_seconds,
             .now = now_utc_seconds,
             .committed = [this](ShopId shop) { refresh(shop); },
             .finished = [this](const services::ImportRequest& request,
                                const services::ImportReport& report) { uploads.import_finished(request, report); }}),
        context{.shops = store.shops(),
                .analyses = analyses,
                .customers = *customers,
                .imports = store.imports(),
                .import_jobs = import_jobs,
                .staff = staff,
                .sign_in = sign_in,
                .audit = audit,
                .tasks = tasks,
                .uploads = uploads,
                .now = now_utc_seconds,
                .random_name = random_name,
                .temporary_folder = store.spool_folder(),
                .profile_folders = {store.profile_folder()}} {}

  // What stands on a shop's orders is made anew when they change, and the queue when the day does.
  Status refresh_unguarded(ShopId id) {
    TSUZUKU_TRY(shop, store.shops().get(id));
    TSUZUKU_TRY(ledger, store.ledgers().get(shop));
    const auto zone = TimeZone::find(shop.time_zone);
    if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
    const std::int64_t now = now_utc_seconds();
    TSUZUKU_CHECK(services::refresh_r30_queue(store.database(), tasks, shop, *ledger, zone->day_of(now), now));
    return {};
  }

  // Runs in worker threads, where an exception (out of memory) would end the server.
  void refresh(ShopId id) {
    const auto refreshed = [&]() -> Status {
      try {
        return refresh_unguarded(id);
      } catch (const std::exception& error) {
        return fail(ErrorKind::Internal, "cli.unexpected", {{"reason", error.what()}});
      }
    }();
    if (!refreshed) log::error("refresh_failed", {{"shop", id.text()}, {"reason", refreshed.error().key}});
  }

  void refresh_all() {
    const auto shops = store.shops().list();
    if (!shops) return log::error("refresh_failed", {{"reason", shops.error().key}});
    for (const services::Shop& shop : *shops) refresh(shop.id);
  }

  // Ledgers and queues are ready before the first question and right after midnight; old uploads do not pile up.
  void keep_house() {
    refresh_all();
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, kHousekeepingEvery, [this] { return stopping; })) {
      lock.unlock();
      uploads.remove_expired();
      refresh_all();
      lock.lock();
    }
  }

  void stop(std::chrono::milliseconds drain) {
    if (http) http->stop(drain);
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    wake.notify_all();
    if (housekeeper.joinable()) housekeeper.join();
  }

  Store& store;
  services::StaffDirectory staff;
  services::SignIn sign_in;
  services::Audit audit;
  services::Tasks tasks;
  std::unique_ptr<services::CustomerDesk> customers;
  services::Analyses analyses;
  api::Uploads uploads;
  services::ImportJobs import_jobs;
  api::Context context;
  std::unique_ptr<http::Server> http;
  std::string address;
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::thread housekeeper;
};

Result<ServerSettings> settings_from(const std::string& address) {
  ServerSettings settings;
  const auto colon = address.rfind(':');
  const bool has_port = colon != std::string::npos && address.find(']', colon) == std::string::npos;
  std::string host = address.substr(0, has_port ? colon : std::string::npos);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (!host.empty()) settings.address = host;
  if (has_port) {
    const std::string port = address.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), settings.port);
    if (error != std::errc{} || end != port.data() + port.size()) {
      return fail(ErrorKind::Usage, "server.bad_address", {{"address", address}});
    }
  }
  return settings;
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

Result<std::unique_ptr<Server>> Server::start(Store& store, const ServerSettings& settings) {
  TSUZUKU_TRY(staff, services::StaffDirectory::open(store.database(), store.ids()));
  TSUZUKU_TRY(sign_in, services::SignIn::open(store.database(), store.ids(), fill_random));
  TSUZUKU_TRY(audit, services::Audit::open(store.database(), store.ids()));
  TSUZUKU_TRY(tasks, services::Tasks::open(store.database(), store.ids()));
  TSUZUKU_TRY(customers, services::CustomerDesk::open(store.database(), store.ids(), store.ledgers()));
  TSUZUKU_TRY(members, staff.list());
  if (members.empty()) {
    TSUZUKU_CHECK(
        staff.create({.email = std::string(kFirstOwnerEmail), .name = "オーナー", .role = services::Role::Owner},
                     now_utc_seconds()));
  }
  auto impl = std::make_unique<Impl>(store, std::move(staff), std::move(sign_in), std::move(audit), std::move(tasks),
                                     std::move(customers));
  impl->context.secure_cookies = settings.secure_cookies;
  impl->address = settings.address;
  http::ServerOptions options;
  options.address = settings.address;
  options.port = settings.port;
  options.allowed_hosts = settings.allowed_hosts;
  options.upload_folder = store.upload_folder();
  options.now = now_utc_seconds;
  options.render_error = api::render_error;
  TSUZUKU_TRY(http, http::Server::start(api::make_router(impl->context, std::string(kSitePrefix)), std::move(options)));
  impl->http = std::move(http);
  impl->housekeeper = std::thread([&house = *impl] { house.keep_house(); });
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::string Server::url() const {
  const bool ipv6 = impl_->address.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}", ipv6 ? "[" : "", impl_->address, ipv6 ? "]" : "", impl_->http->port());
}

Result<std::optional<std::string>> Server::first_sign_in_link() {
  TSUZUKU_TRY(members, impl_->staff.list());
  const auto is_owner = [](const services::StaffMember& member) {
    return member.role == services::Role::Owner && !member.disabled;
  };
  const bool owner_has_password =
      std::ranges::any_of(members, [&](const auto& member) { return is_owner(member) && member.has_password; });
  const auto owner = std::ranges::find_if(members, is_owner);
  if (owner_has_password || owner == members.end()) return std::nullopt;
  TSUZUKU_TRY(token, impl_->sign_in.make_link(owner->id, now_utc_seconds()));
  return url() + "/sign-in?token=" + token;
}

void Server::stop(std::chrono::milliseconds drain) { impl_->stop(drain); }

}  // namespace tsuzuku::app
