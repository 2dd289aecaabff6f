#include "instrument/library.hpp"

#include "base/text.hpp"

namespace quaestor::instrument {

std::string_view id_of(EmbeddedFile const& file) {
    auto name = file.path.substr(file.path.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

std::string_view area_of(EmbeddedFile const& file) {
    auto const folder = file.path.substr(0, file.path.rfind('/'));
    return folder.substr(folder.rfind('/') + 1);
}

std::optional<EmbeddedFile> find_embedded(std::string_view id) {
    for (auto const& file : embedded_files()) {
        if (text::equal_ignoring_case(id_of(file), id)) return file;
    }
    return std::nullopt;
}

std::vector<std::string> embedded_ids() {
    std::vector<std::string> ids;
    for (auto const& file : embedded_files())
        ids.emplace_back(id_of(file));
    return ids;
}

}  // namespace quaestor::instrument
