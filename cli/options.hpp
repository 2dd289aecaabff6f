/// Command lines -> plain structs, through CLI11, which stays in options.cpp. Help texts are written by hand
/// in each verb; a test compares them with what is declared here.
#pragma once

#include "base/diagnostic.hpp"
#include "cli/command.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quaestor::cli {

/// Declares options and reads a command line into the variables that were named.
class OptionParser {
public:
    OptionParser();
    OptionParser(OptionParser const&) = delete;
    OptionParser& operator=(OptionParser const&) = delete;
    ~OptionParser();

    void positional(std::string const& name, std::string& value);
    void positionals(std::string const& name, std::vector<std::string>& values);
    void flag(std::string const& names, bool& value);
    void option(std::string const& names, std::string& value);
    void option(std::string const& names, std::optional<std::string>& value);
    /// May stand several times; each takes one or more values separated by commas where `commas` says so.
    void option(std::string const& names, std::vector<std::string>& values, bool commas = false);
    void option(std::string const& names, double& value, double low, double high);
    void option(std::string const& names, std::int64_t& value, std::int64_t low, std::int64_t high);

    /// False, with the mistake and the nearest option printed.
    [[nodiscard]] bool parse(Arguments arguments, Command const& command, Streams const& streams);

    /// What was asked for, after parse(): the words that stand for no option, then "--name=value" for each
    /// value and "--name" for a flag, in the order of declaration, so that one request gives the same words
    /// however it was written. Without --jobs, --force and --quiet, which change no byte of an output.
    [[nodiscard]] std::vector<std::string> given() const;

    /// Every option as it is declared ("-o,--output"), for the test of the help texts.
    [[nodiscard]] std::vector<std::string> declared() const;

private:
    struct Parts;
    Parts* parts_;
};

/// Of a verb that takes words alone.
[[nodiscard]] std::vector<std::string> no_options();

/// A verb's words as its `Request`, for which it has a function `declare(OptionParser&, Request&)`; none,
/// with the mistake printed, where they are wrong. A member `arguments` takes the verb and what was given.
template <class Request>
[[nodiscard]] std::optional<Request> parse(Arguments arguments, Command const& command,
                                           Streams const& streams) {
    std::optional<Request> request(std::in_place);
    OptionParser parser;
    declare(parser, *request);
    if (!parser.parse(arguments, command, streams)) return std::nullopt;
    if constexpr (requires { request->arguments; }) {
        request->arguments = parser.given();
        request->arguments.insert(request->arguments.begin(), std::string(command.name));
    }
    return request;
}

/// Command::options of such a verb.
template <class Request>
[[nodiscard]] std::vector<std::string> declared_options() {
    Request request;
    OptionParser parser;
    declare(parser, request);
    return parser.declared();
}

}  // namespace quaestor::cli
