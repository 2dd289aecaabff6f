#include "cli/text_product.hpp"

#include "cli/console.hpp"

#include <utility>

namespace quaestor::cli {

std::optional<TextProduct> TextProduct::open(std::string const& path, bool force, Streams const& streams) {
    if (path.empty()) return TextProduct(std::nullopt);
    auto opened = OutputFile::open(path, force);
    print(streams, opened.diagnostics);
    if (!opened.value) return std::nullopt;
    return TextProduct(std::move(opened.value));
}

bool TextProduct::write(std::string_view text, Streams const& streams) {
    if (!file_) {
        streams.out << text;
        streams.out.flush();
        return true;
    }
    auto problems = file_->write(text);
    if (!problems.has_errors()) problems.append(file_->commit());
    print(streams, problems);
    return !problems.has_errors();
}

}  // namespace quaestor::cli
