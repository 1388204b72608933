#include "channels/web/link_probe.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <memory>

namespace tsuzuku::channels {
namespace {

constexpr long kNotThere = 404;
constexpr long kGone = 410;
constexpr long kFirstOfErrors = 400;
constexpr int kWaitMs = 200;
constexpr const char* kAgent = "Mozilla/5.0 (compatible; Tsuzuku link check)";

struct Range4 {
  std::uint32_t network;
  int bits;
};
// IANA special-purpose addresses that are not reached over the public network (RFC 6890 and its successors).
constexpr std::array kPrivate4{Range4{0x00000000, 8},  Range4{0x0A000000, 8},  Range4{0x64400000, 10},
                               Range4{0x7F000000, 8},  Range4{0xA9FE0000, 16}, Range4{0xAC100000, 12},
                               Range4{0xC0000000, 24}, Range4{0xC0A80000, 16}, Range4{0xC6120000, 15},
                               Range4{0xE0000000, 3}};

bool is_private4(std::uint32_t address) {
  return std::ranges::any_of(kPrivate4, [&](const Range4& range) {
    const std::uint32_t mask = ~std::uint32_t{0} << (32 - range.bits);
    return (address & mask) == range.network;
  });
}

bool is_private6(const in6_addr& address) {
  const unsigned char* bytes = address.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    std::uint32_t mapped = 0;
    std::memcpy(&mapped, bytes + 12, sizeof mapped);
    return is_private4(ntohl(mapped));
  }
  return (bytes[0] & 0xE0U) != 0x20U;  // anything but global unicast, 2000::/3
}

bool is_private(const curl_sockaddr& address) {
  if (address.family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address.addr, sizeof v4);
    return is_private4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.family == AF_INET6) {
    sockaddr_in6 v6{};
    // curl reserves enough room behind `addr`.
    std::memcpy(&v6, &address.addr, std::min<std::size_t>(sizeof v6, address.addrlen));
    return is_private6(v6.sin6_addr);
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
    set(CURLOPT_PROXY, "");  // a proxy would ask for us, inside its own network
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
    if (!probe->rules_->private_addresses && is_private(*address)) {
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
