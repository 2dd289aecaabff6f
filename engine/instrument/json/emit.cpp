#include "instrument/json/emit.hpp"

#include "base/expects.hpp"

#include <array>
#include <string_view>

namespace quaestor::instrument::json {
namespace {

std::string quoted(std::string_view words) {
    std::string out = "\"";
    for (char const c : words) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

class Emitter {
public:
    explicit Emitter(Value const& root) {
        open(root);
        definition(*root.find("instrument"));
        close();
    }
    [[nodiscard]] Emitted take() { return std::move(out_); }

private:
    // ---- places

    void open(Value const& value, bool verbatim = false) {
        auto const here = static_cast<std::uint32_t>(out_.text.size());
        out_.places.push_back({{here, here}, &value, around_, verbatim});
        around_ = out_.places.size() - 1;
    }
    void close() {
        auto& place = out_.places[around_];
        place.text.end = static_cast<std::uint32_t>(out_.text.size());
        around_ = place.outer;
    }

    // ---- leaves

    void say(std::string_view words) { out_.text += words; }
    void line(std::size_t level) { say("\n" + std::string(2 * level, ' ')); }
    void exact(Value const& value) {
        open(value, value.type == Type::text);
        say(value.text);
        close();
    }
    void quote(Value const& value) {
        open(value);
        say(quoted(value.text));
        close();
    }
    void code(Value const& value) { value.type == Type::text ? quote(value) : exact(value); }
    void range(Value const& value) {
        open(value);
        exact(value.items[0]);
        say("..");
        exact(value.items[1]);
        close();
    }
    static bool yes(Value const* value) { return value != nullptr && value->truth; }

    /// ` word VALUE` where the key stands.
    template <class How>
    void maybe(Value const& object, std::string_view key, std::string_view before, How how) {
        auto const* value = object.find(key);
        if (value == nullptr) return;
        say(before);
        (this->*how)(*value);
    }
    void always(Value const& object, std::string_view key, std::string_view before,
                void (Emitter::*how)(Value const&)) {
        say(before);
        (this->*how)(*object.find(key));
    }

    /// Each entry of the list under `key`, as a place of its own.
    template <class Each>
    void each(Value const& object, std::string_view key, Each one) {
        auto const* list = object.find(key);
        if (list == nullptr) return;
        open(*list);
        for (auto const& item : list->items) {
            open(item);
            one(item);
            close();
        }
        close();
    }

    // ---- statements

    void definition(Value const& value);
    void card(Value const& value);
    void choice(Value const& instrument, char const* key);
    void responses(Value const& value);
    void items(Value const& value);
    void respondent(Value const& instrument);
    void result(Value const& value);
    void clause(Member const& member);
    void aggregate(Value const& value);
    void missing(Value const& value);
    void round(Value const& value);
    void bands(Value const& value);
    void change(Value const& value);
    void rows(Value const& object, char const* key, std::size_t level);
    void norms(Value const& value);
    void structure_line(Value const& value);
    void figures(Value const& value);
    void example(Value const& value);

    Emitted out_;
    std::size_t around_ = 0;
};

void Emitter::choice(Value const& instrument, char const* key) {
    auto const* value = instrument.find(key);
    if (value == nullptr) return;
    line(1);
    open(*value);
    always(*value, "kind", std::string(key) + " ", &Emitter::exact);
    maybe(*value, "text", " ", &Emitter::quote);
    close();
}

void Emitter::card(Value const& value) {
    maybe(value, "version", "\n  version ", &Emitter::quote);
    each(value, "sources", [&](Value const& source) {
        always(source, "text", "\n  source ", &Emitter::quote);
        maybe(source, "doi", " doi ", &Emitter::quote);
    });
    choice(value, "licence");
    choice(value, "status");
    maybe(value, "recall", "\n  recall ", &Emitter::quote);
    maybe(value, "language", "\n  language ", &Emitter::exact);
    maybe(value, "population", "\n  population ", &Emitter::quote);
    if (auto const* notes = value.find("notes")) {
        for (auto const& note : notes->items) {
            say("\n  note ");
            quote(note);
        }
    }
}

void Emitter::responses(Value const& value) {
    always(value, "name", "\n\n  responses ", &Emitter::exact);
    maybe(value, "kind", " ", &Emitter::exact);
    maybe(value, "range", " ", &Emitter::range);
    maybe(value, "unit", " unit ", &Emitter::quote);
    auto const* options = value.find("options");
    bool const listed = options != nullptr && !options->items.empty();
    if (!listed && value.find("kind") != nullptr) return;
    say(" {");
    each(value, "options", [&](Value const& option) {
        line(2);
        maybe(option, "role", "", &Emitter::exact);
        always(option, "code", option.find("role") == nullptr ? "" : " ", &Emitter::code);
        maybe(option, "label", " ", &Emitter::quote);
        maybe(option, "value", " => ", &Emitter::exact);
    });
    say("\n  }");
}

void Emitter::items(Value const& value) {
    always(value, "responses", "\n\n  items ", &Emitter::exact);
    say(" {");
    each(value, "items", [&](Value const& item) {
        always(item, "id", "\n    ", &Emitter::exact);
        always(item, "label", " ", &Emitter::quote);
        for (auto const& [key, modifier, span] : item.members) {
            if (key == "weight") {
                say(" weight ");
                exact(modifier);
            } else if (key == "alias") {
                say(" alias ");
                quote(modifier);
            } else if (modifier.type == Type::truth && modifier.truth) {
                open(modifier);
                say(" " + key);
                close();
            }
        }
    });
    say("\n  }");
}

void Emitter::respondent(Value const& instrument) {
    auto const* facts = instrument.find("respondent");
    if (facts == nullptr || facts->items.empty()) return;
    say("\n\n  respondent {");
    each(instrument, "respondent", [&](Value const& fact) {
        always(fact, "id", "\n    ", &Emitter::exact);
        maybe(fact, "number", " number ", &Emitter::range);
        if (fact.find("categories") == nullptr) return;
        say(" category {");
        each(fact, "categories", [&](Value const& category) {
            always(category, "name", "\n      ", &Emitter::exact);
            auto const* aliases = category.find("aliases");
            if (aliases == nullptr) return;
            for (auto const& alias : aliases->items) {
                say(" ");
                quote(alias);
            }
        });
        say("\n    }");
    });
    say("\n  }");
}

void Emitter::aggregate(Value const& value) {
    always(value, "function", "", &Emitter::exact);
    always(value, "items", " of ", &Emitter::exact);
    maybe(value, "recoded_by", " recoded by ", &Emitter::exact);
    maybe(value, "where", " where ", &Emitter::exact);
}

void Emitter::missing(Value const& value) {
    if (value.type == Type::text) return say("missing none");
    maybe(value, "at_most", "missing at most ", &Emitter::exact);
    if (value.find("at_most_percent") != nullptr) {
        always(value, "at_most_percent", "missing at most ", &Emitter::exact);
        say("%");
    }
    if (yes(value.find("prorate"))) say(" prorate");
    maybe(value, "as", " as ", &Emitter::code);
}

void Emitter::round(Value const& value) {
    always(value, "digits", "round ", &Emitter::exact);
    if (yes(value.find("half_even"))) say(" half even");
    if (yes(value.find("before_bands"))) say(" before bands");
}

void Emitter::bands(Value const& value) {
    bool first = true;
    for (auto const& set : value.items) {
        if (!first) line(2);
        first = false;
        open(set);
        say("bands");
        maybe(set, "name", " ", &Emitter::exact);
        maybe(set, "when", " when ", &Emitter::exact);
        maybe(set, "source", " source ", &Emitter::quote);
        say(" {");
        each(set, "bands", [&](Value const& band) {
            always(band, "from", "\n      from ", &Emitter::exact);
            always(band, "name", " ", &Emitter::quote);
        });
        say("\n    }");
        close();
    }
}

void Emitter::change(Value const& value) {
    say("change {");
    bool after_mid = false;
    for (auto const& [key, figure, span] : value.members) {
        bool const mid = key.starts_with("mid_");
        auto const word = mid ? (after_mid ? "" : "mid ") + key.substr(4) : key;
        say((after_mid && mid ? " " : "\n      ") + word + " ");
        figure.type == Type::text ? quote(figure) : exact(figure);
        after_mid = mid;
    }
    say("\n    }");
}

void Emitter::clause(Member const& member) {
    auto const& [key, value, span] = member;
    bool const empty = (value.type == Type::truth && !value.truth) ||
                       ((key == "bands" || key == "change") && value.items.empty() && value.members.empty());
    if (empty || key == "id" || key == "title" || key == "expression") return;
    line(2);
    open(value);
    if (key == "aggregate") aggregate(value);
    if (key == "missing") missing(value);
    if (key == "round") round(value);
    if (key == "bands") bands(value);
    if (key == "change") change(value);
    if (key == "composite") say(key);
    if (key == "range") {
        say("range ");
        range(value);
    }
    if (key == "higher") {
        say("higher ");
        exact(value);
    }
    if (key == "rescale") {
        always(value, "from", "rescale ", &Emitter::range);
        always(value, "to", " to ", &Emitter::range);
    }
    close();
}

void Emitter::result(Value const& tagged) {
    bool const is_scale = tagged.find("scale") != nullptr;
    auto const& value = *tagged.find(is_scale ? "scale" : "score");
    open(value);
    always(value, "id", is_scale ? "\n\n  scale " : "\n\n  score ", &Emitter::exact);
    maybe(value, "title", " ", &Emitter::quote);
    maybe(value, "expression", " = ", &Emitter::exact);
    auto const before = out_.text.size();
    auto const places = out_.places.size();
    say(" {");
    auto const start = out_.text.size();
    for (auto const& member : value.members)
        clause(member);
    if (out_.text.size() == start && !is_scale) {
        out_.text.resize(before);  // a score that is its expression alone
        out_.places.resize(places);
    } else {
        say("\n  }");
    }
    close();
}

void Emitter::rows(Value const& object, char const* key, std::size_t level) {
    say(" {");
    each(object, key, [&](Value const& row) {
        line(level);
        always(row, "key", "", &Emitter::exact);
        always(row, "value", " => ", &Emitter::exact);
        maybe(row, "se", " se ", &Emitter::exact);
    });
    line(level - 1);
    say("}");
}

void Emitter::norms(Value const& value) {
    always(value, "id", "\n\n  norms ", &Emitter::exact);
    maybe(value, "title", " ", &Emitter::quote);
    always(value, "scale", " for ", &Emitter::exact);
    say(" {");
    each(value, "rows", [&](Value const& row) {
        line(2);
        maybe(row, "when", "when ", &Emitter::exact);
        bool const gap = row.find("when") != nullptr;
        maybe(row, "mean", gap ? " mean " : "mean ", &Emitter::exact);
        maybe(row, "sd", " sd ", &Emitter::exact);
        if (row.find("percentiles") == nullptr) return;
        say(gap ? " percentiles" : "percentiles");
        rows(row, "percentiles", 3);
    });
    say("\n  }");
}

void Emitter::structure_line(Value const& value) {
    line(2);
    for (auto const* keyword : {"factor", "second_order"}) {
        auto const* factor = value.find(keyword);
        if (factor == nullptr) continue;
        open(*factor);
        always(*factor, "name", std::string(keyword) + " ", &Emitter::exact);
        always(*factor, "items", " = ", &Emitter::exact);
        close();
    }
    maybe(value, "general", "general ", &Emitter::exact);
    for (auto const* keyword : {"with", "residual"}) {
        auto const* names = value.find(keyword);
        if (names == nullptr) continue;
        open(*names);
        if (std::string_view(keyword) == "residual") say("residual ");
        exact(names->items[0]);
        say(" with ");
        exact(names->items[1]);
        close();
    }
}

void Emitter::figures(Value const& value) {
    always(value, "result", "\n    ", &Emitter::exact);
    for (auto const& [key, figure, span] : value.members) {
        if (key == "result") continue;
        say(" " + key + " ");
        exact(figure);
    }
}

void Emitter::example(Value const& value) {
    always(value, "title", "\n\n  example ", &Emitter::quote);
    say(" {");
    auto const said = [&](Value const& line_of) {
        maybe(line_of, "value", " = ", &Emitter::code);
        maybe(line_of, "word", " = ", &Emitter::exact);
    };
    each(value, "answers", [&](Value const& answer) {
        always(answer, "items", "\n    ", &Emitter::exact);
        said(answer);
    });
    each(value, "expect", [&](Value const& expected) {
        say("\n    expect ");
        maybe(expected, "result", "", &Emitter::exact);
        maybe(expected, "field", ".", &Emitter::exact);
        for (auto const* keyword : {"flags", "missing"}) {
            auto const* names = expected.find(keyword);
            if (names == nullptr) continue;
            open(*names);
            char const* separator = " ";
            say(keyword);
            for (auto const& name : names->items) {
                say(separator);
                exact(name);
                separator = ", ";
            }
            close();
        }
        said(expected);
    });
    say("\n  }");
}

void Emitter::definition(Value const& value) {
    open(value);
    always(value, "id", "instrument ", &Emitter::exact);
    always(value, "title", " ", &Emitter::quote);
    say(" {");
    card(value);
    each(value, "responses", [&](Value const& one) { responses(one); });
    each(value, "items", [&](Value const& one) { items(one); });
    respondent(value);
    each(value, "skips", [&](Value const& skip) {
        always(skip, "items", "\n\n  skip ", &Emitter::exact);
        always(skip, "unless", " unless ", &Emitter::exact);
        maybe(skip, "as", " as ", &Emitter::code);
    });
    each(value, "sets", [&](Value const& set) {
        always(set, "name", "\n\n  set ", &Emitter::exact);
        always(set, "items", " = ", &Emitter::exact);
    });
    each(value, "tables", [&](Value const& table) {
        always(table, "name", "\n\n  table ", &Emitter::exact);
        if (yes(table.find("interpolated"))) say(" interpolated");
        rows(table, "rows", 2);
    });
    each(value, "results", [&](Value const& one) { result(one); });
    each(value, "norms", [&](Value const& one) { norms(one); });
    for (auto const* keyword : {"flag", "check"}) {
        each(value, std::string(keyword) + "s", [&](Value const& one) {
            always(one, "id", "\n\n  " + std::string(keyword) + " ", &Emitter::exact);
            always(one, "message", " ", &Emitter::quote);
            maybe(one, "level", " ", &Emitter::exact);
            always(one, "when", " when ", &Emitter::exact);
        });
    }
    each(value, "attention", [&](Value const& probe) {
        always(probe, "item", "\n\n  attention ", &Emitter::exact);
        always(probe, "expects", " expects ", &Emitter::code);
    });
    each(value, "infrequent", [&](Value const& probe) {
        always(probe, "item", "\n\n  infrequent ", &Emitter::exact);
        always(probe, "above", " above ", &Emitter::code);
    });
    each(value, "pairs", [&](Value const& pair) {
        always(pair, "first", "\n\n  pair ", &Emitter::exact);
        always(pair, "second", " ~ ", &Emitter::exact);
        always(pair, "within", " within ", &Emitter::exact);
    });
    if (auto const* thresholds = value.find("validity");
        thresholds != nullptr && !thresholds->items.empty()) {
        say("\n\n  validity {");
        each(value, "validity", [&](Value const& threshold) {
            always(threshold, "index", "\n    ", &Emitter::exact);
            maybe(threshold, "above", " above ", &Emitter::exact);
            maybe(threshold, "below", " below ", &Emitter::exact);
        });
        say("\n  }");
    }
    each(value, "structures", [&](Value const& structure) {
        always(structure, "name", "\n\n  structure ", &Emitter::exact);
        say(" {");
        each(structure, "lines", [&](Value const& one) { structure_line(one); });
        say("\n  }");
    });
    each(value, "published", [&](Value const& sample) {
        always(sample, "title", "\n\n  published ", &Emitter::quote);
        say(" {");
        each(sample, "figures", [&](Value const& one) { figures(one); });
        say("\n  }");
    });
    each(value, "examples", [&](Value const& one) { example(one); });
    say("\n}\n");
    close();
}

}  // namespace

Emitted emit(Value const& root) {
    return Emitter(root).take();
}

}  // namespace quaestor::instrument::json
