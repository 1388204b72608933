// Staff, sign-in and the audit record: every case on SQLite and on PostgreSQL.

#include <algorithm>
#include <atomic>
#include <thread>

#include "base/limits.hpp"
#include "services/audit/audit.hpp"
#include "services/staff/sign_in.hpp"
#include "services/staff/staff.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = 1'790'000'000;
constexpr std::string_view kPassword = "correct horse 続く";
constexpr std::string_view kHome = "192.0.2.1";

class StaffTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(directory, StaffDirectory::open(database(), ids_));
    ASSERT_VALUE(sign_in, SignIn::open(database(), ids_, testing_support::counting_bytes()));
    directory_.emplace(std::move(directory));
    sign_in_.emplace(std::move(sign_in));
    ASSERT_VALUE(owner, directory_->create({"Owner@Example.jp ", "山田 花子", Role::Owner}, kNow));
    owner_ = owner;
  }
  [[nodiscard]] Result<NewStaffSession> give_password(StaffId staff, std::string_view password = kPassword) {
    return sign_in_->change_password({staff, std::nullopt, password, kHome}, kNow);
  }
  [[nodiscard]] Result<NewStaffSession> attempt(std::string_view password, std::int64_t now = kNow,
                                                std::string_view address = kHome,
                                                std::string_view email = "owner@example.jp") {
    return sign_in_->by_password({email, password, address}, now);
  }
  [[nodiscard]] bool signed_in(const std::string& token, std::int64_t now = kNow) {
    return sign_in_->find(token, now).value().has_value();
  }
  [[nodiscard]] std::int64_t count(std::string_view table) {
    auto session = database().reader();
    const auto query = sql::Queries::parse("t", "-- name: q\nselect count(*) from " + std::string(table), GetParam());
    return sql::integer((*session)->rows(query->get("q")).value().at(0).at(0));
  }

  IdMaker ids_ = testing_support::counting_ids();
  std::optional<StaffDirectory> directory_;
  std::optional<SignIn> sign_in_;
  StaffMember owner_;
};
INSTANTIATE_EACH_DATABASE(StaffTest);

TEST_P(StaffTest, KeepsWhoWasAdded) {
  ASSERT_VALUE(viewer, directory_->create({"v@example.jp", " 佐藤 ", Role::Viewer, Language::English}, kNow));
  EXPECT_EQ(viewer.name, "佐藤");
  ASSERT_VALUE(all, directory_->list());
  EXPECT_EQ(all, (std::vector{owner_, viewer}));
  EXPECT_EQ(directory_->get(viewer.id).value(), viewer);
  EXPECT_EQ(directory_->find("OWNER@example.JP").value(), owner_);
  EXPECT_FALSE(directory_->find("nobody@example.jp").value().has_value());
  EXPECT_EQ(directory_->get(StaffId{7}).error().key, "staff.unknown_id");
}

TEST_P(StaffTest, RefusesWhatCannotBe) {
  EXPECT_EQ(directory_->create({"owner@EXAMPLE.jp", "x"}, kNow).error().key, "staff.email_taken");
  for (const std::string_view email : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\nc"}) {
    EXPECT_EQ(directory_->create({std::string(email), "x"}, kNow).error().key, "staff.bad_email") << email;
  }
  EXPECT_EQ(directory_->create({"n@example.jp", " 　"}, kNow).error().key, "staff.no_name");
  EXPECT_EQ(directory_->create({"n@example.jp", std::string(limits::kTextField + 1, 'x')}, kNow).error().key,
            "staff.name_too_long");
}

TEST_P(StaffTest, ChangesOnlyWhatIsGiven) {
  ASSERT_VALUE(viewer, directory_->create({"v@example.jp", "佐藤"}, kNow));
  ASSERT_VALUE(renamed, directory_->change(viewer.id, {.name = "鈴木"}, kNow));
  EXPECT_EQ(renamed.name, "鈴木");
  EXPECT_EQ(renamed.role, Role::Viewer);
  ASSERT_VALUE(promoted, directory_->change(viewer.id, {.role = Role::Owner, .language = Language::English}, kNow));
  EXPECT_EQ(promoted.name, "鈴木");
  EXPECT_EQ(promoted.role, Role::Owner);
  EXPECT_EQ(directory_->get(viewer.id).value(), promoted);
  EXPECT_EQ(directory_->change(StaffId{7}, {.name = "x"}, kNow).error().key, "staff.unknown_id");
}

TEST_P(StaffTest, TheLastOwnerStays) {
  EXPECT_EQ(directory_->change(owner_.id, {.role = Role::Viewer}, kNow).error().key, "staff.last_owner");
  EXPECT_EQ(directory_->change(owner_.id, {.disabled = true}, kNow).error().key, "staff.last_owner");
  EXPECT_EQ(directory_->get(owner_.id).value(), owner_);
  ASSERT_OK(directory_->create({"second@example.jp", "x", Role::Owner}, kNow));
  EXPECT_TRUE(directory_->change(owner_.id, {.disabled = true}, kNow)->disabled);
  EXPECT_FALSE(directory_->change(owner_.id, {.disabled = false}, kNow)->disabled);
}

TEST_P(StaffTest, TwoOwnersCannotRemoveEachOtherAtOnce) {
  ASSERT_VALUE(second, directory_->create({"second@example.jp", "x", Role::Owner}, kNow));
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> removed = 0;
    std::vector<std::thread> threads;
    for (const StaffId id : {owner_.id, second.id}) {
      threads.emplace_back([&, id] { removed += directory_->change(id, {.role = Role::Viewer}, kNow).has_value(); });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(removed, 1);
    for (const StaffId id : {owner_.id, second.id}) ASSERT_OK(directory_->change(id, {.role = Role::Owner}, kNow));
  }
}

TEST_P(StaffTest, SignsInWithThePasswordOnly) {
  EXPECT_EQ(attempt("").error().key, "staff.sign_in_failed");  // no password was set yet
  ASSERT_OK(give_password(owner_.id));
  ASSERT_VALUE(started, attempt(kPassword));
  EXPECT_EQ(started.session.staff.id, owner_.id);
  EXPECT_EQ(started.session.expires_at, kNow + limits::kSessionHours * 3'600);
  ASSERT_VALUE(found, sign_in_->find(started.token, kNow));
  EXPECT_EQ(found, started.session);
  EXPECT_EQ(attempt("wrong horse").error().kind, ErrorKind::Unauthenticated);
  EXPECT_EQ(attempt(kPassword, kNow, kHome, "nobody@example.jp").error().key, "staff.sign_in_failed");
  EXPECT_EQ(attempt(kPassword, kNow, kHome, std::string("a\0b", 3)).error().key, "staff.sign_in_failed");
}

TEST_P(StaffTest, StoresNeitherPasswordNorToken) {
  ASSERT_VALUE(started, give_password(owner_.id));
  ASSERT_VALUE(link, sign_in_->make_link(owner_.id, kNow));
  EXPECT_EQ(started.token.size(), 43U);
  auto session = database().reader();
  const auto query = sql::Queries::parse("t",
                                         "-- name: q\nselect password_hash, s.token_hash, l.token_hash from staff,"
                                         " sessions s, sign_in_links l",
                                         GetParam());
  const sql::Row row = (*session)->rows(query->get("q")).value().at(0);
  EXPECT_TRUE(sql::text(row[0]).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_EQ(sql::text(row[1]), token_hash(started.token));
  EXPECT_EQ(sql::text(row[2]), token_hash(link));
}

TEST_P(StaffTest, ASessionEnds) {
  ASSERT_VALUE(first, give_password(owner_.id));
  ASSERT_VALUE(second, attempt(kPassword));
  EXPECT_NE(first.token, second.token);
  EXPECT_TRUE(signed_in(first.token, first.session.expires_at - 1));
  EXPECT_FALSE(signed_in(first.token, first.session.expires_at));
  EXPECT_FALSE(signed_in("no such token"));
  ASSERT_OK(sign_in_->sign_out(first.token));
  EXPECT_FALSE(signed_in(first.token));
  EXPECT_TRUE(signed_in(second.token));
  ASSERT_OK(attempt(kPassword, second.session.expires_at));
  EXPECT_EQ(count("sessions"), 1);  // what expired was swept
}

TEST_P(StaffTest, ANewPasswordSignsOutEverywhere) {
  ASSERT_VALUE(before, give_password(owner_.id));
  const auto change = [&](std::optional<std::string> current, std::string_view wanted) {
    return sign_in_->change_password({owner_.id, std::move(current), wanted, kHome}, kNow);
  };
  EXPECT_EQ(change(std::nullopt, "another password").error().key, "staff.wrong_password");
  EXPECT_EQ(change("wrong", "another password").error().key, "staff.wrong_password");
  EXPECT_EQ(change(std::string(kPassword), "short").error().key, "staff.password_too_short");
  EXPECT_EQ(change(std::string(kPassword), std::string(limits::kPasswordBytesMax + 1, 'x')).error().key,
            "staff.password_too_long");
  EXPECT_TRUE(signed_in(before.token));
  ASSERT_VALUE(after, change(std::string(kPassword), "another password"));
  EXPECT_FALSE(signed_in(before.token));
  EXPECT_TRUE(signed_in(after.token));
  EXPECT_FALSE(attempt(kPassword).has_value());
  EXPECT_TRUE(attempt("another password").has_value());
}

TEST_P(StaffTest, AForgottenPasswordIsTakenAway) {
  ASSERT_VALUE(before, give_password(owner_.id));
  ASSERT_OK(sign_in_->forget_password(owner_.id));
  EXPECT_FALSE(signed_in(before.token));
  EXPECT_FALSE(attempt(kPassword).has_value());
  EXPECT_FALSE(directory_->get(owner_.id)->has_password);
  ASSERT_OK(give_password(owner_.id, "another password"));
  EXPECT_EQ(sign_in_->forget_password(StaffId{7}).error().key, "staff.unknown_id");
}

TEST_P(StaffTest, GuessingLocksTheAccount) {
  ASSERT_OK(give_password(owner_.id));
  for (int i = 0; i < limits::kSignInFailures; ++i) {
    EXPECT_EQ(attempt("wrong", kNow + i).error().key, "staff.sign_in_failed");
  }
  const auto locked = attempt(kPassword, kNow + 60, "198.51.100.9");  // right, but too late, from wherever
  ASSERT_FALSE(locked.has_value());
  EXPECT_EQ(locked.error().kind, ErrorKind::TooManyRequests);
  EXPECT_EQ(locked.error().key, "staff.locked");
  EXPECT_EQ(locked.error().arguments.at(0).second, "14");
  EXPECT_EQ(attempt(kPassword, kNow + limits::kSignInWindowSeconds - 1).error().key, "staff.locked");
  EXPECT_TRUE(attempt(kPassword, kNow + limits::kSignInWindowSeconds).has_value());
}

TEST_P(StaffTest, ARightPasswordClearsTheAccount) {
  ASSERT_OK(give_password(owner_.id));
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i + 1 < limits::kSignInFailures; ++i) EXPECT_FALSE(attempt("wrong").has_value());
    ASSERT_OK(attempt(kPassword));
  }
}

TEST_P(StaffTest, GuessingManyAccountsLocksTheAddress) {
  ASSERT_OK(give_password(owner_.id));
  for (int i = 0; i < limits::kSignInAddressFailures; ++i) {
    const std::string email = "guess" + std::to_string(i) + "@example.jp";
    EXPECT_EQ(attempt("wrong", kNow, kHome, email).error().key, "staff.sign_in_failed");
  }
  EXPECT_EQ(attempt(kPassword).error().key, "staff.locked");
  EXPECT_TRUE(attempt(kPassword, kNow, "198.51.100.9").has_value());
}

TEST_P(StaffTest, GuessingAtOnceDoesNotSlipThrough) {
  ASSERT_OK(give_password(owner_.id));
  std::atomic<int> looked_at = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2 * limits::kSignInFailures; ++i) {
    threads.emplace_back([&] {
      const auto result = attempt("wrong");
      looked_at += !result && result.error().key == "staff.sign_in_failed";
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(looked_at, limits::kSignInFailures);
}

TEST_P(StaffTest, ALinkWorksOnce) {
  ASSERT_VALUE(link, sign_in_->make_link(owner_.id, kNow));
  EXPECT_EQ(sign_in_->by_link("no such link", kHome, kNow).error().key, "staff.link_not_valid");
  ASSERT_VALUE(started, sign_in_->by_link(link, kHome, kNow + 60));
  EXPECT_TRUE(signed_in(started.token, kNow + 60));
  const auto again = sign_in_->by_link(link, kHome, kNow + 61);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::Unauthenticated);
  ASSERT_VALUE(late, sign_in_->make_link(owner_.id, kNow));
  EXPECT_FALSE(sign_in_->by_link(late, kHome, kNow + limits::kSignInLinkMinutes * 60).has_value());
  EXPECT_EQ(sign_in_->make_link(StaffId{7}, kNow).error().key, "staff.unknown_id");
}

TEST_P(StaffTest, WhoIsDisabledIsOut) {
  ASSERT_VALUE(viewer, directory_->create({"v@example.jp", "佐藤"}, kNow));
  ASSERT_VALUE(started, give_password(viewer.id));
  ASSERT_VALUE(link, sign_in_->make_link(viewer.id, kNow));
  ASSERT_OK(directory_->change(viewer.id, {.disabled = true}, kNow));
  EXPECT_FALSE(signed_in(started.token));
  EXPECT_EQ(attempt(kPassword, kNow, kHome, "v@example.jp").error().key, "staff.sign_in_failed");
  EXPECT_EQ(sign_in_->by_link(link, kHome, kNow).error().key, "staff.link_not_valid");
  ASSERT_OK(directory_->change(viewer.id, {.disabled = false}, kNow));
  EXPECT_FALSE(signed_in(started.token));
  EXPECT_TRUE(attempt(kPassword, kNow, kHome, "v@example.jp").has_value());
}

TEST_P(StaffTest, AnAddressCanChangeButNotToAnothersOrToNone) {
  ASSERT_VALUE(viewer, directory_->create({"v@example.jp", "佐藤"}, kNow));
  EXPECT_EQ(directory_->change(viewer.id, {.email = "owner@example.jp"}, kNow).error().key, "staff.email_taken");
  EXPECT_EQ(directory_->change(viewer.id, {.email = "nobody"}, kNow).error().key, "staff.bad_email");
  ASSERT_VALUE(changed, directory_->change(viewer.id, {.email = " New@Example.jp "}, kNow));
  EXPECT_EQ(changed.email, "new@example.jp");
  EXPECT_EQ(changed.name, "佐藤");
}

TEST_P(StaffTest, TheAuditRecordIsReadNewestFirst) {
  ASSERT_VALUE(audit, Audit::open(database(), ids_));
  for (int i = 1; i <= 5; ++i) {
    ASSERT_OK(audit.append({.at = kNow + i, .staff = owner_.id, .action = "test.step", .object = std::to_string(i)}));
  }
  ASSERT_OK(audit.append({.at = kNow + 6, .action = "backup", .object = "", .detail = R"({"bytes":7})"}));
  ASSERT_VALUE(first, audit.page(1, 2));
  EXPECT_EQ(first.rows_total, 6);
  ASSERT_EQ(first.lines.size(), 2U);
  EXPECT_EQ(first.lines[0].entry.detail, R"({"bytes":7})");
  EXPECT_FALSE(first.lines[0].entry.staff.has_value());
  EXPECT_EQ(first.lines[1].entry.object, "5");
  EXPECT_EQ(first.lines[1].staff_name, "山田 花子");
  EXPECT_EQ(audit.page(3, 2)->lines.back().entry.object, "1");
  EXPECT_TRUE(audit.page(4, 2)->lines.empty());
  EXPECT_EQ(audit.page(0, 2).error().key, "audit.bad_page");
  EXPECT_EQ(audit.page(1, limits::kPageRows + 1).error().key, "audit.bad_page");
}

// "action object detail" of every entry, the oldest first.
class RefusedTest : public StaffTest {
 protected:
  std::vector<std::string> recorded() {
    std::vector<std::string> all;
    auto audit = Audit::open(database(), ids_);
    EXPECT_TRUE(audit);
    const auto page = audit->page(1, limits::kPageRows);
    EXPECT_TRUE(page);
    for (const auto& line : page->lines) {
      all.insert(all.begin(), line.entry.action + " " + line.entry.object + " " + line.entry.detail);
    }
    return all;
  }
  static std::string refused(std::string_view email, std::string_view reason, std::string_view address = kHome) {
    return "session.refused " + std::string(email) + " " + R"({"address":")" + std::string(address) +
           R"(","reason":")" + std::string(reason) + R"("})";
  }
};
INSTANTIATE_EACH_DATABASE(RefusedTest);

TEST_P(RefusedTest, WhoWasNotLetInIsRecordedWithoutSecrets) {
  EXPECT_FALSE(attempt("secret horse"));
  ASSERT_OK(give_password(owner_.id));
  EXPECT_FALSE(attempt("secret horse"));
  EXPECT_FALSE(attempt("secret horse", kNow, "198.51.100.9", " Nobody@example.jp"));
  EXPECT_FALSE(attempt(kPassword, kNow, kHome, "my secret horse typed into the wrong field"));
  ASSERT_VALUE(viewer, directory_->create({"v@example.jp", "佐藤"}, kNow));
  ASSERT_OK(directory_->change(viewer.id, {.disabled = true}, kNow));
  EXPECT_FALSE(attempt("secret horse", kNow, kHome, "v@example.jp"));
  EXPECT_FALSE(sign_in_->change_password({owner_.id, "secret horse", "another password", kHome}, kNow));
  EXPECT_EQ(recorded(), (std::vector<std::string>{
                            refused("owner@example.jp", "account_without_password"),
                            refused("owner@example.jp", "wrong_password"),
                            refused("nobody@example.jp", "unknown_account", "198.51.100.9"),
                            refused("", "unknown_account"),
                            refused("v@example.jp", "disabled_account"),
                            refused("owner@example.jp", "wrong_current_password"),
                        }));
  ASSERT_OK(attempt(kPassword));
  EXPECT_EQ(recorded().size(), 6U) << "who is let in is recorded by the route";
}

TEST_P(RefusedTest, LinksThatOpenNothing) {
  ASSERT_VALUE(link, sign_in_->make_link(owner_.id, kNow));
  ASSERT_OK(sign_in_->by_link(link, kHome, kNow));
  EXPECT_FALSE(sign_in_->by_link(link, kHome, kNow + 1));
  EXPECT_FALSE(sign_in_->by_link("made up", kHome, kNow + 2));
  ASSERT_VALUE(late, sign_in_->make_link(owner_.id, kNow + 3));
  EXPECT_FALSE(sign_in_->by_link(late, kHome, kNow + 3 + limits::kSignInLinkMinutes * 60));
  EXPECT_EQ(recorded(), (std::vector<std::string>{refused("owner@example.jp", "used_link"), refused("", "unknown_link"),
                                                  refused("owner@example.jp", "expired_link")}));
}

TEST_P(RefusedTest, ALockIsRecordedOnceInItsTime) {
  ASSERT_OK(give_password(owner_.id));
  for (int i = 0; i < limits::kSignInFailures; ++i) EXPECT_FALSE(attempt("wrong"));
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(attempt("wrong", kNow + i, "198.51.100." + std::to_string(i)).error().key, "staff.locked");
  }
  const auto once = recorded();
  ASSERT_EQ(once.size(), limits::kSignInFailures + 1U);
  EXPECT_EQ(once.back(), R"(session.locked owner@example.jp {"address":"198.51.100.0","reason":"too_many_failures"})");
  const std::int64_t later = kNow + limits::kSignInWindowSeconds;
  for (int i = 0; i < limits::kSignInFailures + 3; ++i) EXPECT_FALSE(attempt("wrong", later));
  EXPECT_EQ(recorded().size(), 2 * once.size()) << "and again in the next window";
}

TEST_P(RefusedTest, AFloodLeavesABoundedRecord) {
  for (int i = 0; i < limits::kRefusalsRecorded + 20; ++i) {
    const std::string number = std::to_string(i);
    EXPECT_FALSE(attempt("wrong", kNow, "address " + number, "guess" + number + "@example.jp"));
  }
  auto flood = recorded();
  ASSERT_EQ(flood.size(), static_cast<std::size_t>(limits::kRefusalsRecorded));
  EXPECT_NE(flood.back().find(R"("more_not_recorded":true)"), std::string::npos) << flood.back();
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(sign_in_->by_link("made up", kHome, kNow));
  EXPECT_EQ(recorded().size(), flood.size() + limits::kRefusedLinksRecorded) << "another kind is not drowned";
  EXPECT_FALSE(attempt("wrong", kNow + limits::kSignInWindowSeconds));
  EXPECT_EQ(recorded().size(), flood.size() + limits::kRefusedLinksRecorded + 1) << "the next window begins anew";
}

TEST_P(StaffTest, AnAuditEntryGoesWithItsTransaction) {
  ASSERT_VALUE(audit, Audit::open(database(), ids_));
  {
    ASSERT_VALUE(session, database().writer());
    ASSERT_VALUE(transaction, sql::Transaction::begin(*session));
    ASSERT_OK(audit.append(*session, {.at = kNow, .action = "undone"}));
  }
  EXPECT_EQ(audit.page(1, 10)->rows_total, 0);
}

TEST_F(ParityTest, StaffAnswersAlike) {
  on_both([](sql::Database& database) -> Result<std::vector<StaffMember>> {
    IdMaker ids = testing_support::counting_ids();
    TSUZUKU_TRY(directory, StaffDirectory::open(database, ids));
    TSUZUKU_TRY(sign_in, SignIn::open(database, ids, testing_support::counting_bytes()));
    TSUZUKU_TRY(owner, directory.create({"owner@example.jp", "山田", Role::Owner}, kNow));
    TSUZUKU_TRY(viewer, directory.create({"v@example.jp", "佐藤"}, kNow));
    TSUZUKU_CHECK(directory.change(viewer.id, {.disabled = true}, kNow));
    TSUZUKU_CHECK(sign_in.change_password({owner.id, std::nullopt, kPassword, kHome}, kNow));
    return directory.list();
  });
  const auto taken = on_both([](sql::Database& database) -> Result<StaffMember> {
    IdMaker ids = testing_support::counting_ids(1'000);
    TSUZUKU_TRY(directory, StaffDirectory::open(database, ids));
    return directory.create({"owner@example.jp", "x"}, kNow);
  });
  EXPECT_EQ(taken.error().key, "staff.email_taken");
}

TEST(Roles, AViewerOnlyViews) {
  EXPECT_EQ(permissions_of(Role::Owner).size(), kPermissions.size());
  EXPECT_EQ(permissions_of(Role::Viewer), std::vector{Permission::View});
  for (const Role role : kRoles) EXPECT_EQ(role_named(name_of(role)), role);
  EXPECT_FALSE(role_named("admin").has_value());
  EXPECT_EQ(name_of(Permission::PersonalData), "personal_data");
}

TEST(Secrets, TokensAreUrlSafeAndKnownHashesAreRight) {
  const RandomBytes all_ones = [](std::span<std::byte> bytes) { std::ranges::fill(bytes, std::byte{0xFF}); };
  EXPECT_EQ(make_token(all_ones), std::string(42, '_') + "8");
  EXPECT_EQ(token_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace tsuzuku::parity
