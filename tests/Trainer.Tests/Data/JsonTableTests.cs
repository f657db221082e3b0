using Modelwright.Testing;
using Modelwright.Trainer.Data;

namespace Modelwright.Trainer.Tests.Data;

public sealed class JsonTableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("""{"a":1.50,"b":"x, y"}""" + "\n\n" + """{"b":null,"a":-2e3}""" + "\r\n" + """{"c":true,"b":""}""")]
    [InlineData("""  [{"a":1.50,"b":"x, y"},{"b":null,"a":-2e3},{"c":true,"b":""}]""")]
    public void Objects_are_rows_and_their_members_columns(string content)
    {
        var table = Read(content);

        table.Columns.ShouldBe(["a", "b", "c"]);
        table.Rows.ShouldBe([["1.50", "x, y", null], ["-2e3", null, null], [null, null, "true"]]);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("[]", "is empty")]
    [InlineData("{\"a\":1}\n{\"a\":", "line 2 is not JSON: '{\"a\":'")]
    [InlineData("{\"a\":1}\n7", "line 2 is no JSON object")]
    [InlineData("[{\"a\":1},[2]]", "element 2 is no JSON object")]
    [InlineData("[{\"a\":1}", "is not JSON")]
    [InlineData("{\"a\":[1]}", "line 1: 'a' is a JSON array")]
    [InlineData("{\"a\":{\"b\":1}}", "'a' is a JSON object")]
    [InlineData("{\"a\":1,\"a\":2}", "has 'a' more than once")]
    [InlineData("{\"\":1}", "without a name")]
    public void Unusable_file_is_refused_with_its_place(string content, string message) =>
        Should.Throw<DataException>(() => Read(content)).Message.ShouldContain(message);

    [Fact]
    public void Other_encodings_are_refused()
    {
        File.WriteAllBytes(_folder.File("data.jsonl"), [.. "{\"a\":\""u8, 0xE4, .. "\"}"u8]);

        Should.Throw<DataException>(() => JsonTable.Read(_folder.File("data.jsonl"))).Message.ShouldContain("not UTF-8");
    }

    [Fact]
    public void Too_many_columns_are_refused()
    {
        var line = "{" + string.Join(',', Enumerable.Range(0, CsvTable.MaxColumns + 1).Select(i => $"\"c{i}\":1")) + "}";

        Should.Throw<DataException>(() => Read(line)).Message.ShouldContain("more than 1000 columns");
    }

    [Fact]
    public void Endless_line_is_refused() =>
        Should.Throw<DataException>(() => Read("{\"a\":\"" + new string('x', 2_000_000))).Message.ShouldContain("longer than a million");

    public void Dispose() => _folder.Dispose();

    private Table Read(string content)
    {
        File.WriteAllText(_folder.File("data.jsonl"), content);
        return JsonTable.Read(_folder.File("data.jsonl"));
    }
}
