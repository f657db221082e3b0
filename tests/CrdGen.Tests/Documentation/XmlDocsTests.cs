using Modelwright.CrdGen.Documentation;

namespace Modelwright.CrdGen.Tests.Documentation;

public sealed class XmlDocsTests
{
    [Theory]
    [InlineData("Plain words.", "Plain words.")]
    [InlineData("\n            Two\n            lines.\n        ", "Two lines.")]
    [InlineData("Set <c>replicas</c>, then wait.", "Set `replicas`, then wait.")]
    [InlineData("See <see cref=\"P:A.B.Name\"/> and <see langword=\"null\"/>.", "See `Name` and `null`.")]
    [InlineData("One.<para>Two.</para>", "One. Two.")]
    [InlineData("a &lt; b", "a < b")]
    public void Summary_is_text_on_one_line(string summary, string expected)
    {
        var id = $"T:{typeof(XmlDocsTests).FullName}";
        var docs = XmlDocs.Parse($"<doc><members><member name=\"{id}\"><summary>{summary}</summary></member></members></doc>");
        docs.Summary(typeof(XmlDocsTests)).ShouldBe(expected);
    }

    [Fact]
    public void Summary_of_something_undocumented_is_null() =>
        XmlDocs.Parse("<doc><members/></doc>").Summary(typeof(XmlDocsTests)).ShouldBeNull();
}
