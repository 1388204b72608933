#pragma once
// The file with the installation's secret (services/channels/secret_box.hpp). It lies beside the database and is not in
// its backups: without it, passwords in a copy of the database are of no use to anybody.

#include <filesystem>

#include "base/error.hpp"
#include "services/channels/secret_box.hpp"

namespace tsuzuku::app {

// What the environment variable TSUZUKU_SECRET_KEY_FILE names; else `data`/secret.key.
[[nodiscard]] std::filesystem::path secret_key_file(const std::filesystem::path& data);

// Reads the secret. `data`/secret.key is made at its first use, for the owner's eyes only; a file that was named must
// be there: NotFound "secret_key.not_there" {file}. Unavailable "secret_key.not_readable" {file, reason}, InvalidInput
// "secret_key.damaged" {file}, Forbidden "secret_key.open_to_others" {file} when others may read it.
[[nodiscard]] Result<services::MasterKey> load_secret_key(const std::filesystem::path& data);

}  // namespace tsuzuku::app
