#include "channels/mail/dns/resolver.hpp"

#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>

#include <algorithm>
#include <array>
#include <span>

namespace tsuzuku::channels {
namespace {

constexpr int kSecondsPerTry = 3;
constexpr int kTries = 2;

// The state of one question: res_n… keeps it out of global variables, so that threads do not meet.
class Questioner {
 public:
  Questioner() : ready_(res_ninit(&state_) == 0) {
    state_.retrans = kSecondsPerTry;
    state_.retry = kTries;
  }
  Questioner(const Questioner&) = delete;
  Questioner& operator=(const Questioner&) = delete;
  ~Questioner() {
    if (ready_) res_nclose(&state_);
  }

  // Bytes of the answer; 0 when the name says nothing of the kind, -1 when nobody answered.
  [[nodiscard]] int ask(const std::string& name, std::span<unsigned char> answer) {
    if (!ready_) return -1;
    const int size =
        res_nquery(&state_, name.c_str(), ns_c_in, ns_t_txt, answer.data(), static_cast<int>(answer.size()));
    if (size >= 0) return size;
    return state_.res_h_errno == HOST_NOT_FOUND || state_.res_h_errno == NO_DATA ? 0 : -1;
  }

 private:
  struct __res_state state_{};
  bool ready_;
};

// A TXT record is a row of parts, each behind its length.
std::string joined(const unsigned char* data, std::size_t size) {
  std::string text;
  std::size_t at = 0;
  while (at < size) {
    const std::size_t length = std::min<std::size_t>(data[at], size - at - 1);
    text.append(reinterpret_cast<const char*>(data + at + 1), length);
    at += 1 + length;
  }
  return text;
}

class SystemResolver final : public Resolver {
 public:
  [[nodiscard]] Result<std::vector<std::string>> texts(const std::string& name) const override {
    Questioner questioner;
    std::array<unsigned char, NS_MAXMSG> answer{};
    const int size = questioner.ask(name, answer);
    ns_msg message{};
    if (size < 0 || size > static_cast<int>(answer.size())) return no_answer(name);
    std::vector<std::string> texts;
    if (size == 0) return texts;
    if (ns_initparse(answer.data(), size, &message) != 0) return no_answer(name);
    for (int i = 0; i < ns_msg_count(message, ns_s_an); ++i) {
      ns_rr record{};
      if (ns_parserr(&message, ns_s_an, i, &record) != 0) return no_answer(name);
      if (ns_rr_type(record) == ns_t_txt) texts.push_back(joined(ns_rr_rdata(record), ns_rr_rdlen(record)));
    }
    return texts;
  }

 private:
  [[nodiscard]] static std::unexpected<Error> no_answer(const std::string& name) {
    return fail(ErrorKind::Unavailable, "dns.no_answer", {{"name", name}});
  }
};

}  // namespace

const Resolver& system_resolver() {
  static const SystemResolver kResolver;
  return kResolver;
}

}  // namespace tsuzuku::channels
