using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Models.Monitoring.Counting;

namespace Modelwright.Operator.Tests.Models.Monitoring;

public sealed class FeaturesReaderTests
{
    /// <summary>The example of docs/contracts.md.</summary>
    private const string Example = """
        {"start": "9f2c61d07ab3e854", "revision": "fraud-6f9c2a1b", "profile": "sha256:1", "problem": null, "requests": 1000, "copies": 20,
         "passedOver": ["id"],
         "features": [
          {"name": "age", "kind": "Number", "rows": 1000, "missing": 3, "nan": 1, "infinite": 2, "invalid": 0, "belowMin": 2, "aboveMax": 0,
           "edges": [31.5, 44], "counts": [400, 300, 294],
           "reference": {"rows": 5000, "missing": 10, "nan": 0, "infinite": 0, "invalid": 0, "min": 18, "max": 97,
            "counts": [1663, 1664, 1663]}}],
         "outputs": [
          {"name": "prediction", "kind": "Category", "rows": 1000, "missing": 0, "values": ["0", "1"],
           "counts": [600, 390], "otherKnown": 5, "unseen": 5, "unseenValues": [["7", 3]],
           "reference": {"rows": 5000, "missing": 0, "counts": [3000, 1900], "otherKnown": 100, "complete": true}}],
         "labels": {"kind": "Category", "output": "label", "rows": 1000, "issued": 980, "scores": [
          {"revision": "fraud-6f9c2a1b", "kind": "Category", "rows": 310, "correct": 290},
          {"revision": "fraud-1c22d0aa", "kind": "Number", "rows": 12, "absoluteError": 3.5}]}}
        """;

    [Fact]
    public void Read_the_example_of_the_contract()
    {
        var server = FeaturesReader.Read(Example, "fraud-6f9c2a1b");
        (server.Start, server.Profile, server.TakesLabels, server.Issued).ShouldBe(("9f2c61d07ab3e854", "sha256:1", true, 980));
        server.Tallies["age"].ShouldBe(Tally.Of(1000, 3, 0, 4, 1, [400, 300, 294]));
        server.Tallies["prediction"].ShouldBe(Tally.Of(1000, 0, 5, 0, 0, [600, 390, 5]));
        server.References.Select(reference => reference.Name).ShouldBe(["age", "prediction"]);
        string[] bins = [.. Enumerable.Range(0, 3).Select(server.References[0].Bin)];
        bins.ShouldBe(["(−∞, 31.5]", "(31.5, 44]", "(44, ∞)"]);
        (server.References[1].Bin(1), server.References[1].Bin(2)).ShouldBe(("'1'", "other values"));
        server.References[0].Tally.Binned.ShouldBe(4990);
        server.Scores[("fraud-6f9c2a1b", false)].ShouldBe(new LabelScore(310, 20, false));
        server.Scores[("fraud-1c22d0aa", true)].ShouldBe(new LabelScore(12, 3.5, true));
    }

    [Fact]
    public void Read_a_server_without_profile()
    {
        var server = FeaturesReader.Read(
            """{"start":"a","revision":"r","profile":null,"problem":"no profile","features":[],"outputs":[],"labels":null}""", "r");
        (server.Profile, server.Problem, server.TakesLabels).ShouldBe((null, "no profile", false));
    }

    [Fact]
    public void Read_the_most_that_a_server_tells_apart_and_the_others_of_either_kind()
    {
        var scores = string.Join(",", Enumerable.Range(0, 32)
            .Select(n => $$"""{"revision":"r-{{n}}","kind":"Category","rows":2,"correct":1}""")
            .Append("""{"revision":"","kind":"Category","rows":5,"correct":4}""")
            .Append("""{"revision":"","kind":"Number","rows":3,"absoluteError":0.5}"""));
        var text = $$"""
            {"start":"a","revision":"r","profile":null,"problem":null,"features":[],"outputs":[],"labels":{"scores":[{{scores}}] } }
            """;
        var server = FeaturesReader.Read(text, "r");
        server.Scores.Count.ShouldBe(34);
        server.Scores[("", false)].ShouldBe(new LabelScore(5, 1, false));
        server.Scores[("", true)].ShouldBe(new LabelScore(3, 0.5, true));
        var twice = text.Replace("r-31", "r-30", StringComparison.Ordinal);
        Should.Throw<MeasurementException>(() => FeaturesReader.Read(twice, "r")).Message.ShouldContain("r-30 is there twice");
    }

    [Theory]
    [InlineData("\"revision\": \"fraud-6f9c2a1b\", \"profile\"", "\"revision\": \"other\", \"profile\"", "not of fraud-6f9c2a1b")]
    [InlineData("[400, 300, 294]", "[400, 300]", "age.counts: 2 counts of 3 bins")]
    [InlineData("[400, 300, 294]", "[400, 300, -1]", "is not a whole number from 0")]
    [InlineData("[31.5, 44]", "[31.5, \"x\"]", "age.edges")]
    [InlineData("\"kind\": \"Number\", \"rows\": 1000", "\"kind\": \"Sound\", \"rows\": 1000", "'Sound' is not Number or Category")]
    [InlineData("\"name\": \"prediction\"", "\"name\": \"age\"", "age is there twice")]
    [InlineData("\"correct\": 290", "\"correct\": 999", "more that is correct than rows")]
    public void Read_what_is_not_as_agreed_says_where(string part, string other, string words) =>
        Should.Throw<MeasurementException>(() =>
            FeaturesReader.Read(Example.Replace(part, other, StringComparison.Ordinal), "fraud-6f9c2a1b")).Message.ShouldContain(words);
}
