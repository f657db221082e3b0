using System.Text;
using Modelwright.Testing;
using Modelwright.Trainer.Data;

namespace Modelwright.Trainer.Tests.Data;

public sealed class CsvTableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Quoted_fields_may_hold_commas_quotes_and_line_breaks()
    {
        var table = Read("name,y\r\n\"a, \"\"b\"\"\nc\",1\r\n\" kept \", 2 \r\n");

        table.Columns.ShouldBe(["name", "y"]);
        table.Rows.ShouldBe([["a, \"b\"\nc", "1"], [" kept ", "2"]]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("NULL")]
    [InlineData("  ")]
    [InlineData("\"\"")]
    public void Missing_values_are_null(string cell) => Read($"a,b\n{cell},1\n").Rows.ShouldBe([[null, "1"]]);

    [Fact]
    public void Byte_order_mark_is_no_part_of_the_first_name() => Read("\uFEFFa,b\n1,2\n").Columns.ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n1\n", "line 2 has 1 fields, but the header has 2")]
    [InlineData("a,b\n1,2\n\"x\ny\",2\n1,2,3\n", "line 5 has 3 fields")]
    [InlineData("a,a\n1,2\n", "'a' more than once")]
    [InlineData("a,\n1,2\n", "without a name")]
    [InlineData("a,b\n\"1,2\n", "is not CSV")]
    [InlineData("a,b\n\"1\"x,2\n", "line 2 is not CSV")]
    public void Unusable_file_is_refused_with_its_place(string content, string message) =>
        Should.Throw<DataException>(() => Read(content)).Message.ShouldContain(message);

    [Fact]
    public void Too_many_columns_are_refused() =>
        Should.Throw<DataException>(() => Read(string.Join(',', Enumerable.Range(0, CsvTable.MaxColumns + 1)) + "\n"))
            .Message.ShouldContain("1001 columns");

    [Fact]
    public void Endless_field_is_refused() =>
        Should.Throw<DataException>(() => Read("a,b\n\"" + new string('x', 5_000_000))).Message.ShouldContain("is not CSV");

    [Fact]
    public void Other_encodings_are_refused()
    {
        File.WriteAllBytes(_folder.File("data.csv"), [.. "a,b\n"u8, 0xE4, .. ",1\n"u8]);

        Should.Throw<DataException>(() => CsvTable.Read(_folder.File("data.csv"))).Message.ShouldContain("not UTF-8");
    }

    [Fact]
    public void Missing_file_is_named() =>
        Should.Throw<DataException>(() => CsvTable.Read(_folder.File("nothing.csv"))).Message.ShouldContain("nothing.csv");

    [Fact]
    public void Written_table_reads_back_the_same()
    {
        var table = new Table(["a,b", "ü"], [["1", null], ["x\"y", "line\nbreak"], [" padded", "-1e5"]]);
        CsvTable.Write(_folder.File("data.csv"), table);

        var read = CsvTable.Read(_folder.File("data.csv"));

        read.Columns.ShouldBe(table.Columns);
        read.Rows[0].ShouldBe(["1", null]);
        read.Rows[1].ShouldBe(table.Rows[1]);
        File.ReadAllText(_folder.File("data.csv")).ShouldNotContain("\r");
    }

    public void Dispose() => _folder.Dispose();

    private Table Read(string content)
    {
        File.WriteAllText(_folder.File("data.csv"), content, new UTF8Encoding(false));
        return CsvTable.Read(_folder.File("data.csv"));
    }
}
