using System.Text;
using Modelwright.Agent.Profiles;
using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Tests.Profiles;

public sealed class ReferenceProfilerTests
{
    [Fact]
    public void Profile_csv_and_json_of_the_same_rows_agree()
    {
        var csv = Of("r.csv", "age,city,prediction\n1,Bern,0.1\n2.5,\"Biel, BE\",0.9\n,NA,0.5\n");
        var json = Of("r.jsonl", """
            {"age":1,"city":"Bern","prediction":0.1}
            {"city":"Biel, BE","age":2.5,"prediction":0.9}

            """.TrimEnd('\n') + "\n{\"age\":null,\"prediction\":0.5}");

        csv.Rows.ShouldBe(3);
        csv.Columns.Select(column => column.Name).ShouldBe(["age", "city", "prediction"]);
        csv.Find("age")!.Missing.ShouldBe(1);
        csv.Find("city")!.Missing.ShouldBe(1);
        Statistics.Profiles.Json.ProfileJson.Write(json).ShouldBe(Statistics.Profiles.Json.ProfileJson.Write(csv));
    }

    [Fact]
    public void Profile_labels_are_left_out()
    {
        Of("r.csv", "id,age,label\n1,30,yes\n", "label", "id").Columns.ShouldHaveSingleItem().Name.ShouldBe("age");
        Should.Throw<ReferenceException>(() => Of("r.csv", "age\n1\n", "label")).Message.ShouldBe("has no column 'label'");
        Should.Throw<ReferenceException>(() => Of("r.csv", "label\n1\n", "label")).Message.ShouldContain("feature");
    }

    [Theory]
    [InlineData("r.csv", "", "is empty")]
    [InlineData("r.csv", "a,b\n", "has no rows")]
    [InlineData("r.csv", "a,b\n1,2\n1\n", "has 1 fields in line 3")]
    [InlineData("r.csv", "a,a\n1,2\n", "two columns named 'a'")]
    [InlineData("r.csv", "a\n\"x\n", "is not CSV")]
    [InlineData("r.jsonl", "", "has no rows")]
    [InlineData("r.jsonl", "{\"a\":1}\n[1]", "has no JSON object in line 2")]
    [InlineData("r.jsonl", "{\"a\":1}\n{", "is not JSON in line 2")]
    [InlineData("r.jsonl", "{\"a\":[1]}", "a row is flat")]
    public void Profile_what_is_no_table_says_why(string file, string text, string problem) =>
        Should.Throw<ReferenceException>(() => Of(file, text)).Message.ShouldContain(problem);

    [Theory]
    [InlineData("r.csv")]
    [InlineData("r.jsonl")]
    public void Profile_endless_line_is_left(string file) =>
        Should.Throw<ReferenceException>(() => Of(file, new string('x', 3 << 20)));

    [Theory]
    [InlineData("r.csv")]
    [InlineData("r.jsonl")]
    public void Profile_too_many_columns_are_refused(string file)
    {
        var names = Enumerable.Range(0, 1001);
        var text = file == "r.csv"
            ? $"{string.Join(',', names)}\n{string.Join(',', names)}\n"
            : $"{{{string.Join(',', names.Select(i => $"\"{i}\":1"))}}}";

        Should.Throw<ReferenceException>(() => Of(file, text)).Message.ShouldContain("1001 columns");
    }

    [Fact]
    public void Profile_text_that_is_not_UTF8_is_refused() =>
        Should.Throw<ReferenceException>(() => ReferenceProfiler.Profile(
            () => new MemoryStream([.. "a\n"u8, 0xff, (byte)'\n']), "r.csv", [], CancellationToken.None)).Message.ShouldContain("UTF-8");

    private static ReferenceProfile Of(string file, string text, params string[] without) =>
        ReferenceProfiler.Profile(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), file, without, CancellationToken.None);
}
