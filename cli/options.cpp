#include "cli/options.hpp"

#include "base/text.hpp"
#include "cli/console.hpp"

#include <algorithm>
#include <charconv>

#include <CLI/CLI.hpp>

namespace quaestor::cli {
namespace {

/// Through no double: a seed of 19 digits is the seed that is used.
std::optional<std::int64_t> whole_number(std::string const& text) {
    std::int64_t number = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

/// The long one of "-o,--output".
std::string long_name(std::string const& names) {
    auto const comma = names.find(',');
    return comma == std::string::npos ? names : names.substr(comma + 1);
}

}  // namespace

struct OptionParser::Parts {
    CLI::App app;
    std::vector<std::function<void()>>
        after;  ///< copies what CLI11 read into variables that it does not know how to fill
    std::vector<std::unique_ptr<std::string>> texts;
    std::vector<std::string> names;
};

OptionParser::OptionParser() : parts_(new Parts) {
    parts_->app.set_help_flag();
    parts_->app.allow_windows_style_options(false);
}
OptionParser::~OptionParser() {
    delete parts_;
}

void OptionParser::positional(std::string const& name, std::string& value) {
    parts_->app.add_option(name, value);
}

void OptionParser::positionals(std::string const& name, std::vector<std::string>& values) {
    parts_->app.add_option(name, values);
}

void OptionParser::flag(std::string const& names, bool& value) {
    parts_->names.push_back(names);
    parts_->app.add_flag(names, value);
}

void OptionParser::option(std::string const& names, std::string& value) {
    parts_->names.push_back(names);
    parts_->app.add_option(names, value);
}

void OptionParser::option(std::string const& names, std::optional<std::string>& value) {
    parts_->names.push_back(names);
    auto& text = *parts_->texts.emplace_back(std::make_unique<std::string>());
    auto* option = parts_->app.add_option(names, text);
    parts_->after.emplace_back([option, &text, &value] {
        if (option->count() > 0) value = text;
    });
}

void OptionParser::option(std::string const& names, std::vector<std::string>& values, bool commas) {
    parts_->names.push_back(names);
    auto* option = parts_->app.add_option(names, values);
    option->take_all()->expected(1)->allow_extra_args(false);  // one value each time: DATA may come behind
    if (commas) option->delimiter(',');
}

void OptionParser::option(std::string const& names, double& value, double low, double high) {
    parts_->names.push_back(names);
    auto& text = *parts_->texts.emplace_back(std::make_unique<std::string>());
    auto* option = parts_->app.add_option(names, text);
    parts_->after.emplace_back([option, &text, &value, low, high, names] {
        if (option->count() == 0) return;
        auto const number = text::parse_number(text);
        if (!number || *number <= low || *number >= high) {
            throw CLI::ValidationError(names, "expected a number between " + text::number(low) + " and " +
                                                  text::number(high) + ", found '" + text + "'");
        }
        value = *number;
    });
}

void OptionParser::option(std::string const& names, std::int64_t& value, std::int64_t low,
                          std::int64_t high) {
    parts_->names.push_back(names);
    auto& text = *parts_->texts.emplace_back(std::make_unique<std::string>());
    auto* option = parts_->app.add_option(names, text);
    parts_->after.emplace_back([option, &text, &value, low, high, names] {
        if (option->count() == 0) return;
        auto const number = whole_number(text);
        if (!number || *number < low || *number > high) {
            throw CLI::ValidationError(names, "expected a whole number from " + std::to_string(low) + " to " +
                                                  std::to_string(high) + ", found '" + text + "'");
        }
        value = *number;
    });
}

bool OptionParser::parse(Arguments arguments, Command const& command, Streams const& streams) {
    std::vector<std::string> reversed(arguments.rbegin(),
                                      arguments.rend());  // CLI11 takes them from the back
    std::string message;
    std::string hint = "see 'quaestor " + std::string(command.name) + " --help'";
    try {
        parts_->app.parse(std::move(reversed));
        for (auto const& act : parts_->after)
            act();
        return true;
    } catch (CLI::ExtrasError const&) {
        std::vector<std::string> words;
        for (auto const& names : parts_->names)
            words.push_back(long_name(names));
        for (auto const& extra : parts_->app.remaining()) {
            if (extra == "--") continue;
            message = extra.starts_with('-') ? "there is no option '" + extra + "'"
                                             : "'" + extra + "' is one word too many";
            if (auto const near = text::nearest(extra, words); near && extra.starts_with('-'))
                hint = "did you mean '" + *near + "'?";
            break;
        }
    } catch (CLI::ArgumentMismatch const& mistake) {
        std::string const what = mistake.what();  // "--id: At Most 1 required but received 2"
        message = what.substr(0, what.find(':')) +
                  (what.find("At Most") == std::string::npos ? " needs a value" : " is given twice");
    } catch (CLI::ConversionError const& mistake) {
        std::string const what = mistake.what();  // "Could not convert: --force = yes"
        auto const name = what.find("--");
        message = what.substr(name, what.find(' ', name) - name) + " takes no value";
    } catch (CLI::ParseError const& mistake) {
        message = mistake.what();
    }
    print(streams, usage_error(std::string(command.name) + ": " + message, hint));
    return false;
}

std::vector<std::string> OptionParser::given() const {
    std::vector<std::string> words;
    std::vector<std::string> options;
    for (auto const* option : parts_->app.get_options()) {
        if (option->count() == 0) continue;
        auto const& values = option->results();
        if (option->get_positional()) {
            words.insert(words.end(), values.begin(), values.end());
            continue;
        }
        auto const name = "--" + option->get_lnames().front();
        if (name == "--jobs" || name == "--force" || name == "--quiet") continue;
        if (option->get_expected_max() == 0) {
            options.push_back(name);
        } else if (option->get_delimiter() != '\0') {
            options.push_back(name + "=" + text::join(values, std::string(1, option->get_delimiter())));
        } else {
            for (auto const& value : values)
                options.push_back(name + "=" + value);
        }
    }
    words.insert(words.end(), options.begin(), options.end());
    return words;
}

std::vector<std::string> OptionParser::declared() const {
    return parts_->names;
}

std::vector<std::string> no_options() {
    return {};
}

}  // namespace quaestor::cli
