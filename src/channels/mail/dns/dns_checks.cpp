#include "channels/mail/dns/dns_checks.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "channels/mail/dkim/dkim.hpp"
#include "channels/mail/dns/records.hpp"
#include "channels/mail/mail_settings.hpp"
#include "channels/mail/mailbox.hpp"
#include "channels/web/addresses.hpp"

namespace tsuzuku::channels {
namespace {

// A receiver gives a record up after so many questions (RFC 7208 4.6.4).
constexpr int kSpfQuestions = 10;

// What the operators of well-known relays ask their customers to include.
struct Relay {
  std::string_view host_end;
  std::string_view include;
};
constexpr std::array<Relay, 8> kRelays = {{{"amazonaws.com", "amazonses.com"},
                                           {"sendgrid.net", "sendgrid.net"},
                                           {"gmail.com", "_spf.google.com"},
                                           {"google.com", "_spf.google.com"},
                                           {"office365.com", "spf.protection.outlook.com"},
                                           {"mailgun.org", "mailgun.org"},
                                           {"sendinblue.com", "spf.brevo.com"},
                                           {"brevo.com", "spf.brevo.com"}}};

std::string_view include_of_relay(std::string_view host) {
  for (const Relay& relay : kRelays) {
    const bool whole = host.size() == relay.host_end.size() ||
                       (host.size() > relay.host_end.size() && host[host.size() - relay.host_end.size() - 1] == '.');
    if (host.ends_with(relay.host_end) && whole) return relay.include;
  }
  return {};
}

// What SPF says of a server that no known operator runs; empty of one inside the shop's own network, whose mail leaves
// by an address that only its operator knows.
std::string mechanism_of_server(const std::string& host) {
  const IpAddress address = ip_address(host);
  if (const auto* const four = std::get_if<std::uint32_t>(&address)) return is_private(*four) ? "" : "ip4:" + host;
  if (const auto* const six = std::get_if<in6_addr>(&address)) return is_private(*six) ? "" : "ip6:" + host;
  return host.find('.') == std::string::npos ? "" : "a:" + host;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "\n") + text;
  return all;
}

void judge(DnsCheck& check, DnsState state, std::string_view advice, ErrorArguments values = {}) {
  check.state = state;
  check.advice = advice;
  check.values = std::move(values);
}

// All questions of a record with those of everything it includes; nothing more is asked once there are too many.
class SpfWalk {
 public:
  explicit SpfWalk(const Resolver& resolver) : resolver_(resolver) {}
  void walk(const SpfRecord& record) {
    questions_ += record.questions;
    for (const std::string& name : record.includes) {
      names_.insert(lower_ascii(name));
      if (questions_ > kSpfQuestions || ++asked_ > kSpfQuestions) return;
      const auto texts = resolver_.texts(name);
      if (!texts) continue;
      const auto records = spf_of(*texts);
      if (records.size() == 1) walk(read_spf(records.front()));
    }
  }
  [[nodiscard]] int questions() const { return questions_; }
  [[nodiscard]] bool includes(std::string_view name) const { return names_.contains(std::string(name)); }

 private:
  const Resolver& resolver_;
  std::set<std::string> names_;
  int questions_ = 0;
  int asked_ = 0;
};

void judge_spf(DnsCheck& check, const SpfRecord& record, std::string_view include, const Resolver& resolver) {
  if (!record.not_understood.empty()) {
    return judge(check, DnsState::Bad, "spf_not_understood", {{"term", record.not_understood.front()}});
  }
  if (record.all == '+') return judge(check, DnsState::Bad, "spf_allows_everybody");
  SpfWalk walk(resolver);
  walk.walk(record);
  if (walk.questions() > kSpfQuestions) {
    return judge(check, DnsState::Bad, "spf_too_many_questions", {{"limit", std::to_string(kSpfQuestions)}});
  }
  if (!include.empty() && !walk.includes(include)) {
    return judge(check, DnsState::Bad, "spf_without_relay", {{"include", std::string(include)}});
  }
  judge(check, DnsState::Good, include.empty() ? "spf_good_if_relay" : "spf_good");
}

DnsCheck check_spf(const Settings& settings, const MailSender& sender, const Resolver& resolver) {
  const std::string host = lower_ascii(settings.text("smtp_host"));
  const std::string_view include = include_of_relay(host);
  DnsCheck check{.name = "spf", .record = domain_of(sender.bounce_address)};
  const std::string mechanism = include.empty() ? mechanism_of_server(host) : "include:" + std::string(include);
  if (!mechanism.empty()) check.wanted = "v=spf1 " + mechanism + " ~all";
  const auto texts = resolver.texts(check.record);
  if (!texts) {
    judge(check, DnsState::Unknown, "no_answer");
    return check;
  }
  const auto records = spf_of(*texts);
  check.found = joined(records);
  if (records.empty())
    judge(check, DnsState::Missing, mechanism.empty() ? "spf_missing_of_own_network" : "spf_missing");
  if (records.size() > 1) judge(check, DnsState::Bad, "spf_twice");
  if (records.size() == 1) judge_spf(check, read_spf(records.front()), include, resolver);
  return check;
}

std::string public_key_of(std::string_view record) {
  const auto tags = read_tags(record);
  if (!tags) return {};
  const auto key = tags->find("p");
  std::string text = key == tags->end() ? std::string() : key->second;
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t'; });
  return text;
}

DnsCheck check_dkim(const Settings& settings, const Resolver& resolver) {
  DnsCheck check{.name = "dkim", .record = {}};
  const auto domain = settings.text("dkim_domain"), selector = settings.text("dkim_selector");
  if (domain.empty() || selector.empty()) {
    judge(check, DnsState::Unknown, "dkim_not_set");
    return check;
  }
  check.record = std::string(selector) + "._domainkey." + lower_ascii(domain);
  if (const auto key = settings.text("dkim_key"); !key.empty()) {
    if (const auto signer = DkimSigner::make(domain, selector, key)) check.wanted = signer->record_value();
  }
  const auto texts = resolver.texts(check.record);
  if (!texts) {
    judge(check, DnsState::Unknown, "no_answer");
    return check;
  }
  check.found = joined(*texts);
  const std::string found_key = texts->size() == 1 ? public_key_of(texts->front()) : std::string();
  if (texts->empty()) {
    judge(check, DnsState::Missing, check.wanted.empty() ? "dkim_missing_at_relay" : "dkim_missing");
  } else if (found_key.empty()) {
    judge(check, DnsState::Bad, "dkim_no_key");
  } else if (!check.wanted.empty() && found_key != public_key_of(check.wanted)) {
    judge(check, DnsState::Bad, "dkim_other_key");
  } else {
    judge(check, DnsState::Good, "dkim_good");
  }
  return check;
}

void judge_dmarc(DnsCheck& check, std::string_view record) {
  const auto tags = read_tags(record);
  const auto policy = tags ? tags->find("p") : RecordTags::const_iterator();
  if (!tags || policy == tags->end()) return judge(check, DnsState::Bad, "dmarc_no_policy");
  const std::string word = lower_ascii(policy->second);
  if (word != "none" && word != "quarantine" && word != "reject") {
    return judge(check, DnsState::Bad, "dmarc_no_policy");
  }
  judge(check, DnsState::Good, word == "none" ? "dmarc_only_watches" : "dmarc_good", {{"policy", word}});
}

DnsCheck check_dmarc(const MailSender& sender, const Resolver& resolver) {
  std::string domain = domain_of(sender.from.address);
  DnsCheck check{.name = "dmarc", .record = "_dmarc." + domain};
  check.wanted = "v=DMARC1; p=none; rua=mailto:" + sender.from.address;
  // What a domain does not say, the domain above it says; a country's alone says nothing.
  while (domain.find('.') != std::string::npos) {
    const auto texts = resolver.texts("_dmarc." + domain);
    if (!texts) {
      judge(check, DnsState::Unknown, "no_answer");
      return check;
    }
    std::vector<std::string> records = *texts;
    std::erase_if(records, [](const std::string& text) { return !starts_with_ignoring_case(text, "v=DMARC1"); });
    if (!records.empty()) {
      check.record = "_dmarc." + domain;
      check.found = joined(records);
      if (records.size() == 1) judge_dmarc(check, records.front());
      if (records.size() > 1) judge(check, DnsState::Bad, "dmarc_twice");
      return check;
    }
    domain.erase(0, domain.find('.') + 1);
  }
  judge(check, DnsState::Missing, "dmarc_missing");
  return check;
}

}  // namespace

std::string_view name_of(DnsState state) {
  switch (state) {
    case DnsState::Good:
      return "good";
    case DnsState::Missing:
      return "missing";
    case DnsState::Bad:
      return "bad";
    case DnsState::Unknown:
      return "unknown";
  }
  return "unknown";
}

std::vector<DnsCheck> check_dns(const Settings& settings, const Resolver& resolver) {
  const auto sender = mail_sender(settings);
  if (!sender) return {};
  return {check_spf(settings, *sender, resolver), check_dkim(settings, resolver), check_dmarc(*sender, resolver)};
}

}  // namespace tsuzuku::channels
