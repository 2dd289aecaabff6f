/// Two definitions side by side. Each part of a definition is compared in a file of its own.
#pragma once

#include "instrument/model.hpp"
#include "study/difference.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

class Comparer {
public:
    Comparer(instrument::Instrument const& before, instrument::Instrument const& after)
        : before_(before), after_(after) {}

    /// By what they touch; within that in the order of the new definition.
    [[nodiscard]] std::vector<Change> run();

private:
    using Expression = instrument::Expression;

    void say(Touches touches, std::string text) { changes_.push_back({touches, std::move(text)}); }
    /// "what A, before B" where they differ.
    void now(Touches touches, std::string const& what, std::string const& before, std::string const& after);
    /// Lines that are in one and not in the other.
    void list(Touches touches, std::string const& what, std::vector<std::string> const& before,
              std::vector<std::string> const& after);
    void formula(Touches touches, std::string const& what, Expression const& a, Expression const& b);
    void condition(Touches touches, std::string const& what, std::optional<Expression> const& a,
                   std::optional<Expression> const& b);

    // card.cpp
    void card();

    // answers.cpp
    void responses();
    void compare(instrument::ResponseSet const& a, instrument::ResponseSet const& b);
    void items();
    void covariates();

    // scales.cpp
    void scales();
    void compare(instrument::Scale const& a, instrument::Scale const& b);
    void members(instrument::Scale const& a, instrument::Scale const& b);
    void scores();

    // presentation.cpp
    void presentation(std::string const& id, instrument::Presentation const& a,
                      instrument::Presentation const& b);
    void band_sets(std::string const& id, std::vector<instrument::BandSet> const& a,
                   std::vector<instrument::BandSet> const& b);
    void bands(std::string const& id, instrument::BandSet const& a, instrument::BandSet const& b);
    void change_figures(std::string const& id, std::optional<instrument::Change> const& a,
                        std::optional<instrument::Change> const& b);

    // tables.cpp
    void tables();
    void rows(std::string const& what, std::vector<instrument::TableRow> const& a,
              std::vector<instrument::TableRow> const& b);
    void norms();
    void norm_row(std::string const& what, instrument::NormRow const& a, instrument::NormRow const& b);

    // rules.cpp
    void flags();
    void validity();

    // figures.cpp
    void figures();

    instrument::Instrument const& before_;
    instrument::Instrument const& after_;
    std::vector<Change> changes_;
};

}  // namespace quaestor::study
