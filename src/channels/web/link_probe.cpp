#include "channels/web/link_probe.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <memory>

#include "channels/web/addresses.hpp"

namespace tsuzuku::channels {
namespace {

constexpr long kNotThere = 404;
constexpr long kGone = 410;
constexpr long kFirstOfErrors = 400;
constexpr int kWaitMs = 200;
constexpr const char* kAgent = "Mozilla/5.0 (compatible; Tsuzuku link check)";

bool leads_inside(const curl_sockaddr& address) {
  if (address.family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address.addr, sizeof v4);
    return is_private(std::uint32_t{ntohl(v4.sin_addr.s_addr)});
  }
  if (address.family == AF_INET6) {
    sockaddr_in6 v6{};
    // curl reserves enough room behind `addr`.
    std::memcpy(&v6, &address.addr, std::min<std::size_t>(sizeof v6, address.addrlen));
    return is_private(v6.sin6_addr);
  }
  return true;
}

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

class Probe {
 public:
  Probe(ProbedLink& link, const ProbeRules& rules) : link_(&link), rules_(&rules), handle_(curl_easy_init()) {
    if (!handle_) return;
    set(CURLOPT_URL, link.link.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, long{ProbeRules::kRedirectsMost});
    set(CURLOPT_TIMEOUT, long{rules.seconds});
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // else whoever asks waits for a resolver that does not answer
    set(CURLOPT_PROXY, "");       // a proxy would ask for us, inside its own network
    set(CURLOPT_USERAGENT, kAgent);
    set(CURLOPT_ERRORBUFFER, problem_.data());
    set(CURLOPT_OPENSOCKETFUNCTION, &Probe::open_socket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Probe::refuse_body);
    set(CURLOPT_PRIVATE, this);
  }
  Probe(const Probe&) = delete;
  Probe& operator=(const Probe&) = delete;
  ~Probe() = default;

  [[nodiscard]] CURL* handle() const { return handle_.get(); }

  void done(CURLcode code) {
    if (private_) return tell(LinkState::Private, {});
    long status = 0;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    // The body is refused as soon as it begins: by then the page is there.
    const bool answered = code == CURLE_OK || code == CURLE_WRITE_ERROR;
    if (!answered) {
      nameless_ = code == CURLE_COULDNT_RESOLVE_HOST;
      tell(LinkState::Silent, problem_.front() != '\0' ? problem_.data() : curl_easy_strerror(code));
    } else if (status == kNotThere || status == kGone) {
      tell(LinkState::Dead, std::to_string(status));
    } else if (status >= kFirstOfErrors) {
      tell(LinkState::Silent, std::to_string(status));
    } else {
      tell(LinkState::Alive, {});
    }
    answered_ = answered;
  }
  [[nodiscard]] bool answered() const { return answered_; }
  // Without a network no name is found: only where others answer does a missing one mean something.
  void others_answered() {
    if (nameless_) link_->state = LinkState::Dead;
  }

 private:
  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle(), option, value);
  }
  void tell(LinkState state, std::string reason) {
    link_->state = state;
    link_->reason = std::move(reason);
  }

  static curl_socket_t open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
    auto* probe = static_cast<Probe*>(self);
    if (!probe->rules_->private_addresses && leads_inside(*address)) {
      probe->private_ = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }
  static std::size_t refuse_body(char* /*bytes*/, std::size_t /*size*/, std::size_t /*count*/, void* /*self*/) {
    return 0;
  }

  ProbedLink* link_;
  const ProbeRules* rules_;
  std::array<char, CURL_ERROR_SIZE> problem_{};
  bool private_ = false;
  bool answered_ = false;
  bool nameless_ = false;
  std::unique_ptr<CURL, FreeHandle> handle_;
};

void run(CURLM* multi, std::chrono::steady_clock::time_point until) {
  int running = 1;
  while (running > 0 && std::chrono::steady_clock::now() < until) {
    if (curl_multi_perform(multi, &running) != CURLM_OK) return;
    if (running > 0) curl_multi_poll(multi, nullptr, 0, kWaitMs, nullptr);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      Probe* probe = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &probe);
      probe->done(message->data.result);
    }
  }
}

}  // namespace

std::vector<ProbedLink> probe_links(std::vector<std::string> links, const ProbeRules& rules) {
  if (links.size() > ProbeRules::kLinksMost) links.resize(ProbeRules::kLinksMost);
  std::vector<ProbedLink> probed;
  for (std::string& link : links) probed.push_back({.link = std::move(link), .state = LinkState::Silent, .reason = {}});
  const std::unique_ptr<CURLM, FreeMulti> multi(curl_multi_init());
  if (!multi) return probed;
  std::vector<std::unique_ptr<Probe>> probes;
  for (ProbedLink& link : probed) {
    probes.push_back(std::make_unique<Probe>(link, rules));
    if (probes.back()->handle() != nullptr) curl_multi_add_handle(multi.get(), probes.back()->handle());
  }
  run(multi.get(), std::chrono::steady_clock::now() + std::chrono::seconds(rules.seconds + 1));
  for (const auto& probe : probes) {
    if (probe->handle() != nullptr) curl_multi_remove_handle(multi.get(), probe->handle());
  }
  if (std::ranges::any_of(probes, [](const auto& probe) { return probe->answered(); })) {
    for (const auto& probe : probes) probe->others_answered();
  }
  return probed;
}

}  // namespace tsuzuku::channels
