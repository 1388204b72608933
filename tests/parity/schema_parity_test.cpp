// Both databases got the same tables and columns from the one text of migrations/. The words that customers are found
// by stand in each one's own kind of index.

#include "tests/parity/parity_test.hpp"

namespace tsuzuku::parity {
namespace {

constexpr std::string_view kColumns = R"(
-- name: columns [sqlite]
select t.name, c.name, max(c."notnull", c.pk > 0), lower(c.type)
from sqlite_master t join pragma_table_info(t.name) c
where t.type = 'table' and t.name not like 'customer_search%' order by t.name, c.name
-- name: columns [postgres]
select table_name::text, column_name::text, case is_nullable when 'NO' then 1 else 0 end,
       case data_type when 'bigint' then 'integer' when 'double precision' then 'real' when 'bytea' then 'blob'
                      else data_type::text end
from information_schema.columns join information_schema.tables using (table_schema, table_name)
where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'customer_search%'
order by table_name collate "C", column_name collate "C"
)";

TEST_F(ParityTest, SchemasAreEqual) {
  const auto columns = on_both([](sql::Database& database) -> Result<std::vector<sql::Row>> {
    TSUZUKU_TRY(queries, sql::Queries::parse("columns", kColumns, database.dialect()));
    TSUZUKU_TRY(session, database.reader());
    return session->rows(queries.get("columns"));
  });
  ASSERT_TRUE(columns.has_value());
  EXPECT_GT(columns->size(), 100U);
}

}  // namespace
}  // namespace tsuzuku::parity
