using Modelwright.Testing;
using Modelwright.Trainer.Data;

namespace Modelwright.Trainer.Tests.Data;

public sealed class TableFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Files_of_a_folder_are_one_table_in_the_order_of_their_names()
    {
        Write("2.csv", "b,a\n3,4\n");
        Write("1.jsonl", """{"a":1,"b":2}""");
        Write("sub/3.CSV", "a,b\n5,6\n");
        Write("README.md", "no data");
        Write("_SUCCESS.csv", "");
        Write("..2026/1.csv", "a,b\n9,9\n");

        var table = TableFiles.Read(_folder.Path);

        table.Columns.ShouldBe(["a", "b"]);
        table.Rows.ShouldBe([["1", "2"], ["4", "3"], ["5", "6"]]);
    }

    [Theory]
    [InlineData(" {\"a\":1}")]
    [InlineData("[{\"a\":1}]")]
    [InlineData("a\n1\n")]
    public void Only_file_of_a_folder_may_have_any_name(string content)
    {
        Write("download", content);

        var table = TableFiles.Read(_folder.Path);

        table.Columns.ShouldBe(["a"]);
        table.Rows.ShouldBe([["1"]]);
    }

    [Fact]
    public void Folder_without_data_and_files_that_differ_are_refused()
    {
        Write("notes.txt", "");
        Write("more.txt", "");
        Should.Throw<DataException>(() => TableFiles.Read(_folder.Path)).Message.ShouldContain("no data file");

        Write("1.csv", "a,b\n1,2\n");
        Write("2.csv", "a,c\n1,2\n");
        Should.Throw<DataException>(() => TableFiles.Read(_folder.Path)).Message.ShouldContain("2.csv has the columns a, c, but");
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllText(_folder.File(name), content);
    }
}
