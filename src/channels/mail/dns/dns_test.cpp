#include <gtest/gtest.h>

#include <map>

#include "channels/mail/dns/dns_checks.hpp"
#include "channels/mail/dns/records.hpp"
#include "channels/mail/mail_settings.hpp"

namespace tsuzuku::channels {
namespace {

class WrittenDown final : public Resolver {
 public:
  std::map<std::string, std::vector<std::string>> records;
  bool silent = false;
  [[nodiscard]] Result<std::vector<std::string>> texts(const std::string& name) const override {
    if (silent) return fail(ErrorKind::Unavailable, "dns.no_answer", {{"name", name}});
    const auto found = records.find(name);
    return found == records.end() ? std::vector<std::string>() : found->second;
  }
};

json::object values() {
  return {{"from_name", "つづく園"},
          {"from_address", "tea@mail.shop.example"},
          {"postal_address", "京都市1"},
          {"contact", "075-000-0000"},
          {"smtp_host", "smtp.sendgrid.net"}};
}
DnsCheck check(const WrittenDown& dns, std::size_t which, json::object settings = values()) {
  return check_dns(*Settings::check(mail_schema(), settings), dns).at(which);
}

TEST(SpfRecord, IsReadByItsTerms) {
  const SpfRecord record =
      read_spf("v=spf1 ip4:192.0.2.0/24 a/24 mx:shop.example include:_spf.google.com exp=x.example ~all");
  EXPECT_EQ(record.includes, std::vector<std::string>{"_spf.google.com"});
  EXPECT_EQ(record.questions, 3);
  EXPECT_EQ(record.all, '~');
  EXPECT_TRUE(record.not_understood.empty());
  EXPECT_EQ(read_spf("v=spf1 all").all, '+');
  EXPECT_EQ(read_spf("v=spf1").all, '?');
  EXPECT_EQ(read_spf("v=spf1 redirect=_spf.shop.example").includes.front(), "_spf.shop.example");
  EXPECT_EQ(read_spf("v=spf1 ipv4:192.0.2.1 -all").not_understood.front(), "ipv4:192.0.2.1");
}

TEST(SpfRecord, IsToldFromOtherTexts) {
  EXPECT_EQ(spf_of({"google-site-verification=x", "v=spf1 -all", "V=SPF1", "v=spf10 -all", ""}),
            (std::vector<std::string>{"v=spf1 -all", "V=SPF1"}));
}

TEST(RecordTags, AreReadWithBlanksAndWithoutOrder) {
  const auto tags = read_tags(" p=none ; V=DMARC1;;rua=mailto:a@b ");
  ASSERT_TRUE(tags);
  EXPECT_EQ(tags->at("v"), "DMARC1");
  EXPECT_EQ(tags->at("p"), "none");
  EXPECT_FALSE(read_tags("hello"));
}

TEST(DnsChecks, SpfOfTheDomainThatBouncesGoTo) {
  WrittenDown dns;
  EXPECT_EQ(check(dns, 0).state, DnsState::Missing);
  EXPECT_EQ(check(dns, 0).wanted, "v=spf1 include:sendgrid.net ~all");
  dns.records["mail.shop.example"] = {"v=spf1 include:sendgrid.net ~all"};
  EXPECT_EQ(check(dns, 0).state, DnsState::Good);
  dns.records["mail.shop.example"] = {"v=spf1 ip4:192.0.2.1 -all"};
  EXPECT_EQ(check(dns, 0).advice, "spf_without_relay");
  dns.records["mail.shop.example"] = {"v=spf1 include:sendgrid.net +all"};
  EXPECT_EQ(check(dns, 0).advice, "spf_allows_everybody");
  dns.records["mail.shop.example"] = {"v=spf1 -all", "v=spf1 ~all"};
  EXPECT_EQ(check(dns, 0).advice, "spf_twice");
  json::object elsewhere = values();
  elsewhere["bounce_address"] = "bounces@out.example";
  EXPECT_EQ(check(dns, 0, elsewhere).record, "out.example");
  elsewhere["smtp_host"] = "relay.shop.example";
  dns.records["out.example"] = {"v=spf1 a:relay.shop.example -all"};
  EXPECT_EQ(check(dns, 0, elsewhere).advice, "spf_good_if_relay");
}

TEST(DnsChecks, SpfNamesTheServerAsItIsSet) {
  const WrittenDown dns;
  const auto of = [&](const char* host) {
    json::object settings = values();
    settings["smtp_host"] = host;
    return check(dns, 0, settings);
  };
  EXPECT_EQ(of("relay.shop.example").wanted, "v=spf1 a:relay.shop.example ~all");
  EXPECT_EQ(of("198.51.100.7").wanted, "v=spf1 ip4:198.51.100.7 ~all");
  EXPECT_EQ(of("2001:db8::25").wanted, "v=spf1 ip6:2001:db8::25 ~all");
  EXPECT_EQ(of("198.51.100.7").advice, "spf_missing");
  for (const char* inside : {"127.0.0.1", "10.1.2.3", "::1", "fd00::25", "localhost", "relay"}) {
    EXPECT_EQ(of(inside).wanted, "") << inside;
    EXPECT_EQ(of(inside).advice, "spf_missing_of_own_network") << inside;
  }
}

TEST(DnsChecks, SpfThatAsksTooMuchIsToldEvenWhereItTurnsInACircle) {
  WrittenDown dns;
  dns.records["mail.shop.example"] = {"v=spf1 include:a.example include:sendgrid.net ~all"};
  dns.records["a.example"] = {"v=spf1 include:mail.shop.example ~all"};
  EXPECT_EQ(check(dns, 0).advice, "spf_too_many_questions");
}

TEST(DnsChecks, DkimKeysAreCompared) {
  WrittenDown dns;
  EXPECT_EQ(check(dns, 1).advice, "dkim_not_set");
  json::object at_relay = values();
  at_relay["dkim_domain"] = "shop.example";
  at_relay["dkim_selector"] = "s1";
  EXPECT_EQ(check(dns, 1, at_relay).record, "s1._domainkey.shop.example");
  EXPECT_EQ(check(dns, 1, at_relay).advice, "dkim_missing_at_relay");
  dns.records["s1._domainkey.shop.example"] = {"v=DKIM1; k=rsa; p="};
  EXPECT_EQ(check(dns, 1, at_relay).advice, "dkim_no_key");
  dns.records["s1._domainkey.shop.example"] = {"v=DKIM1; k=rsa; p=MIIB IjAN"};
  EXPECT_EQ(check(dns, 1, at_relay).state, DnsState::Good);
}

TEST(DnsChecks, DmarcIsSaidByTheDomainAboveToo) {
  WrittenDown dns;
  EXPECT_EQ(check(dns, 2).state, DnsState::Missing);
  EXPECT_EQ(check(dns, 2).record, "_dmarc.mail.shop.example");
  dns.records["_dmarc.shop.example"] = {"v=DMARC1; p=none"};
  EXPECT_EQ(check(dns, 2).advice, "dmarc_only_watches");
  EXPECT_EQ(check(dns, 2).record, "_dmarc.shop.example");
  dns.records["_dmarc.mail.shop.example"] = {"v=DMARC1; p=reject", "another text"};
  EXPECT_EQ(check(dns, 2).advice, "dmarc_good");
  dns.records["_dmarc.mail.shop.example"] = {"v=DMARC1; p=refuse"};
  EXPECT_EQ(check(dns, 2).advice, "dmarc_no_policy");
}

TEST(DnsChecks, SilenceIsNoAnswer) {
  WrittenDown dns;
  dns.silent = true;
  json::object settings = values();
  settings["dkim_domain"] = "shop.example";
  settings["dkim_selector"] = "s1";
  for (std::size_t which = 0; which < 3; ++which) {
    EXPECT_EQ(check(dns, which, settings).state, DnsState::Unknown);
    EXPECT_EQ(check(dns, which, settings).advice, "no_answer");
  }
}

}  // namespace
}  // namespace tsuzuku::channels
