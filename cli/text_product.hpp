/// The one text that a verb makes: into a file, which is opened before the work begins and is written whole
/// or not at all, or to standard output.
#pragma once

#include "base/output_file.hpp"
#include "cli/command.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::cli {

class TextProduct {
public:
    /// `path` is empty for standard output. None where the file cannot be written, which is told then.
    [[nodiscard]] static std::optional<TextProduct> open(std::string const& path, bool force,
                                                         Streams const& streams);

    /// Once. False where that failed, which is told then.
    [[nodiscard]] bool write(std::string_view text, Streams const& streams);

    [[nodiscard]] bool is_file() const { return file_.has_value(); }
    /// Where the rest is said: not on standard output while the text goes there.
    [[nodiscard]] std::ostream& talk(Streams const& streams) const {
        return is_file() ? streams.out : streams.err;
    }

private:
    explicit TextProduct(std::optional<OutputFile> file) : file_(std::move(file)) {}

    std::optional<OutputFile> file_;
};

}  // namespace quaestor::cli
