#include "app/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/answers.hpp"
#include "api/context.hpp"
#include "api/routes.hpp"
#include "app/random.hpp"
#include "app/services.hpp"
#include "app/workers/campaign_worker.hpp"
#include "app/workers/housekeeper.hpp"
#include "app/workers/journey_worker.hpp"
#include "app/workers/message_workers.hpp"
#include "app/workers/segment_worker.hpp"
#include "http/server.hpp"
#include "services/journeys/send_gate.hpp"

namespace tsuzuku::app {
namespace {

constexpr std::string_view kSitePrefix = "dist/";

}  // namespace

struct Server::Impl {
  Impl(Store& store_in, std::unique_ptr<Services> services_in)
      : store(store_in),
        services(std::move(services_in)),
        uploads(store.upload_folder(), random_name, now_utc_seconds),
        housekeeper(store, *services, uploads),
        segment_worker(services->segments->members(), now_utc_seconds),
        campaign_worker(*services->campaign_planner, now_utc_seconds),
        journey_worker(*services->journey_engine, now_utc_seconds),
        message_workers(store, *services->messages, [this] { return make_gate(); }),
        import_jobs(
            store.imports(), store.ids(),
            {.monotonic_seconds = monotonic_seconds,
             .now = now_utc_seconds,
             .committed =
                 [this](ShopId shop) {
                   journey_worker.wake();
                   housekeeper.refresh(shop);
                   segment_worker.wake();
                 },
             .finished = [this](const services::ImportRequest& request,
                                const services::ImportReport& report) { uploads.import_finished(request, report); }}),
        context{.shops = store.shops(),
                .analyses = services->analyses,
                .reports = services->reports,
                .journals = services->journals,
                .customers = *services->customers,
                .segments = *services->segments,
                .campaigns = *services->campaigns,
                .results = services->results,
                .holdouts = services->holdouts,
                .imports = store.imports(),
                .import_jobs = import_jobs,
                .staff = services->staff,
                .sign_in = services->sign_in,
                .audit = services->audit,
                .tasks = services->tasks,
                .messages = *services->messages,
                .journeys = *services->journeys,
                .resolver = channels::system_resolver(),
                .shop_keys = services->shop_keys,
                .received_orders = services->received_orders,
                .uploads = uploads,
                .orders_came =
                    [this](ShopId shop) {
                      housekeeper.orders_came(shop);
                      journey_worker.wake();
                    },
                .now = now_utc_seconds,
                .random_name = random_name,
                .members_changed = [this] { segment_worker.wake(); },
                .campaigns_changed = [this] { campaign_worker.wake(); },
                .messages_changed = [this] { message_workers.wake(); },
                .journeys_changed = [this] { journey_worker.wake(); },
                .temporary_folder = store.spool_folder(),
                .profile_folders = {store.profile_folder()}} {}

  [[nodiscard]] Result<std::unique_ptr<services::SendGate>> make_gate() const {
    TSUZUKU_TRY(gate, services::JourneySendGate::open(store.database(), services->journeys->questions()));
    return std::unique_ptr<services::SendGate>(std::move(gate));
  }

  void stop(std::chrono::milliseconds drain) {
    if (http) http->stop(drain);
    housekeeper.stop();
    segment_worker.stop();
    campaign_worker.stop();
    journey_worker.stop();
    message_workers.stop();
  }

  Store& store;
  std::unique_ptr<Services> services;
  api::Uploads uploads;
  Housekeeper housekeeper;
  SegmentWorker segment_worker;
  CampaignWorker campaign_worker;
  JourneyWorker journey_worker;
  MessageWorkers message_workers;
  services::ImportJobs import_jobs;
  api::Context context;
  std::unique_ptr<http::Server> http;
  std::string address;
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
  TSUZUKU_TRY(services, Services::open(store, settings.other_secret));
  TSUZUKU_TRY(members, services->staff.list());
  if (members.empty()) {
    TSUZUKU_CHECK(services->staff.create(
        {.email = std::string(kFirstOwnerEmail), .name = "オーナー", .role = services::Role::Owner},
        now_utc_seconds()));
  }
  auto impl = std::make_unique<Impl>(store, std::move(services));
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
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::string Server::url() const {
  const bool ipv6 = impl_->address.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}", ipv6 ? "[" : "", impl_->address, ipv6 ? "]" : "", impl_->http->port());
}

Result<std::optional<std::string>> Server::first_sign_in_link() {
  TSUZUKU_TRY(members, impl_->services->staff.list());
  const auto is_owner = [](const services::StaffMember& member) {
    return member.role == services::Role::Owner && !member.disabled;
  };
  const bool owner_has_password =
      std::ranges::any_of(members, [&](const auto& member) { return is_owner(member) && member.has_password; });
  const auto owner = std::ranges::find_if(members, is_owner);
  if (owner_has_password || owner == members.end()) return std::nullopt;
  TSUZUKU_TRY(token, impl_->services->sign_in.make_link(owner->id, now_utc_seconds()));
  return url() + "/sign-in?token=" + token;
}

void Server::stop(std::chrono::milliseconds drain) { impl_->stop(drain); }

}  // namespace tsuzuku::app
