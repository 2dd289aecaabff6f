#include "data/xlsx/xml.hpp"

#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

using namespace quaestor::data::xlsx;
using Trouble = XmlParser::Trouble;

namespace {

/// Writes down what it is told.
class Listener : public XmlHandler {
public:
    void open(std::string_view element, Attributes const& attributes) override {
        if (element == "throw") throw std::runtime_error("from the handler");
        if (element == "stop") stop();
        heard += "<" + std::to_string(depth()) + std::string(element);
        if (auto const id = attributes.find("id")) heard += " " + std::string(*id);
    }
    void close(std::string_view element) override { heard += ">" + std::string(element); }
    void text(std::string_view characters) override { heard += characters; }

    std::string heard;
};

Trouble parse(Listener& listener, std::string const& text) {
    XmlParser parser(listener);
    auto const trouble = parser.feed(text, false);
    if (trouble != Trouble::none || listener.stopped()) return trouble;
    return parser.feed("", true);
}

}  // namespace

TEST_CASE("XmlParser: elements come in turn without prefixes", "[data][xlsx][xml]") {
    Listener listener;
    CHECK(parse(listener, "<x:a xmlns:x='u' x:id='1'>t&amp;&#65;<b/></x:a>") == Trouble::none);
    CHECK(listener.heard == "<0a 1t&A<1b>b>a");
}

TEST_CASE("XmlParser: a document type is refused before anything of it is used",
          "[data][xlsx][xml][refusal]") {
    Listener internal;
    CHECK(parse(internal, "<!DOCTYPE a [<!ENTITY e 'text'>]><a>&e;</a>") == Trouble::document_type);
    CHECK(internal.heard.empty());
    Listener external;
    CHECK(parse(external, "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>") == Trouble::document_type);
    Listener unknown;
    CHECK(parse(unknown, "<a>&e;</a>") == Trouble::not_well_formed);
}

TEST_CASE("XmlParser: depth and length of words have an end", "[data][xlsx][xml][refusal]") {
    Listener deep;
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += "<a>";
    CHECK(parse(deep, text) == Trouble::too_deep);
    Listener longest;
    XmlParser parser(longest);
    auto trouble = parser.feed("<a id='", false);
    std::string const piece(1 << 16, 'x');
    int pieces = 0;
    for (; trouble == Trouble::none && pieces < 1000; ++pieces)
        trouble = parser.feed(piece, false);
    CHECK(trouble == Trouble::word_too_long);
    CHECK(pieces < 20);
}

TEST_CASE("XmlParser: text that breaks off is told with its line", "[data][xlsx][xml][refusal]") {
    Listener listener;
    XmlParser parser(listener);
    CHECK(parser.feed("<a>\n<b>\n", false) == Trouble::none);
    CHECK(parser.feed("", true) == Trouble::not_well_formed);
    CHECK(parser.line() == 3);
    Listener empty;
    CHECK(parse(empty, "") == Trouble::not_well_formed);
}

TEST_CASE("XmlParser: a handler can stop and its exceptions come out", "[data][xlsx][xml]") {
    Listener stops;
    CHECK(parse(stops, "<a><stop/><b/></a>") == Trouble::none);
    CHECK(stops.heard == "<0a<1stop");
    Listener throws;
    CHECK_THROWS_WITH(parse(throws, "<a><throw/></a>"), "from the handler");
}
