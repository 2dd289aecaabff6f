#include "study/difference/comparer.hpp"
#include "study/difference/words.hpp"

namespace quaestor::study {

using namespace instrument;
using namespace words;

namespace {

std::vector<std::string> references(std::vector<Reference> const& sources) {
    std::vector<std::string> out;
    for (auto const& source : sources)
        out.push_back(source.text + (source.doi.empty() ? "" : ", doi " + source.doi));
    return out;
}

}  // namespace

void Comparer::card() {
    auto const& a = before_.card;
    auto const& b = after_.card;
    now(Touches::card, "the id of the instrument is", before_.id, after_.id);
    now(Touches::card, "version is", or_none(a.version), or_none(b.version));
    now(Touches::card, "status is", std::string(word(a.status)), std::string(word(b.status)));
    if (a.status == b.status)
        now(Touches::card, "not verified is:", or_none(a.unverified), or_none(b.unverified));
    list(Touches::card, "source", references(a.sources), references(b.sources));
    now(Touches::card, "licence is", std::string(word(a.licence)), std::string(word(b.licence)));
    now(Touches::wording, "licence:", quoted(a.licence_text), quoted(b.licence_text));
    now(Touches::card, "recall period is", or_none(a.recall), or_none(b.recall));
    now(Touches::card, "language is", or_none(a.language), or_none(b.language));
    now(Touches::card, "population is", or_none(a.population), or_none(b.population));
    now(Touches::wording, "title is", quoted(before_.title), quoted(after_.title));
    if (a.notes != b.notes) say(Touches::wording, "the notes are others");
}

}  // namespace quaestor::study
