using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelwright.Agent.Tests.Datasets;

public sealed class CheckTests : IDisposable
{
    private readonly LookRun _run = new();

    [Theory]
    [InlineData("1", "2", null)]
    [InlineData("3", null, "there are 2 rows, fewer than 3")]
    [InlineData(null, "1", "there are 2 rows, more than 1")]
    public async Task Row_count(string? min, string? max, string? expected) =>
        (await _run.Check("c", "RowCount", new { min, max }).FailureAsync("a\n1\n2\n")).ShouldBe(expected);

    [Theory]
    [InlineData("0.5", null)]
    [InlineData("0.75", "'a': 2 values are missing, the first in row 2; 0.5 of 4 rows are right, at least 0.75 must be")]
    public async Task Completeness(string min, string? expected) =>
        (await _run.Check("c", "Completeness", new { column = "a", min }).FailureAsync("a,b\n1,1\n,1\nNA,1\n2,1\n")).ShouldBe(expected);

    [Theory]
    [InlineData("1", "3", null)]
    [InlineData("2", "3", "'a': 1 value is not numbers from 2 to 3, the first in row 1: '1'")]
    [InlineData(null, "2.5", "'a': 1 value is not numbers up to 2.5, the first in row 2: '3'")]
    public async Task Range(string? min, string? max, string? expected) =>
        (await _run.Check("c", "Range", new { column = "a", min, max }).FailureAsync("a,b\n1,1\n3,1\n,1\n")).ShouldBe(expected);

    [Fact]
    public async Task Range_takes_no_text_and_no_NaN() =>
        (await _run.Check("c", "Range", new { column = "a", min = "0" }).FailureAsync("a\nx\nnan\n1\n")).ShouldStartWith("'a': 2 values");

    [Theory]
    [InlineData("0.6", null)]
    [InlineData(null, "'a': 1 value is not allowed, the first in row 3: 'z'")]
    public async Task Allowed(string? min, string? expected) =>
        (await _run.Check("c", "Allowed", new { column = "a", values = new[] { "x", "y" }, min }).FailureAsync("a,b\nx,1\ny,1\nz,1\n,1\n"))
            .ShouldBe(expected);

    [Fact]
    public async Task Uniqueness_names_the_first_repeat()
    {
        _run.Check("c", "Uniqueness", new { columns = new[] { "a", "b" } });
        (await _run.FailureAsync("a,b\n1,2\n12,\n1,3\n")).ShouldBeNull();
        (await _run.FailureAsync("a,b\n1,2\n1,3\n1,2\n1,3\n"))
            .ShouldBe("2 of 4 rows repeat (a, b) of another; row 3 is the first, it repeats row 1");
    }

    [Fact]
    public async Task Freshness_looks_at_the_newest_time()
    {
        _run.Check("c", "Freshness", new { column = "at", maxAgeSeconds = 3600 });
        string Ago(double hours) => DateTimeOffset.UtcNow.AddHours(-hours).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        (await _run.FailureAsync($"at\n{Ago(30)}\n{Ago(0.5)}\n")).ShouldBeNull();
        (await _run.FailureAsync($"at\n{Ago(3)}\n{Ago(30)}\n")).ShouldNotBeNull()
            .ShouldContain("3 hours ago; at most 3600 seconds are allowed");
        (await _run.FailureAsync("at\nyesterday\n")).ShouldNotBeNull().ShouldContain("'yesterday'");
        (await _run.FailureAsync("at\nNA\n")).ShouldNotBeNull().ShouldContain("no time");
    }

    [Fact]
    public async Task Disjointness_names_the_first_shared_row()
    {
        var other = _run.Write("holdout.csv", "x,id\na,7\nb,\n");
        _run.Task["references"] = new JsonArray(new JsonObject { ["name"] = "holdout", ["uri"] = $"file://{other}" });
        _run.Check("c", "DisjointFrom", new { dataset = "holdout", columns = new[] { "id" } });

        (await _run.FailureAsync("id,x\n6,a\n,b\n")).ShouldBeNull();
        (await _run.FailureAsync("id,x\n6,a\n7,b\n")).ShouldBe("1 of 2 rows are also in Dataset holdout by (id); row 2 is the first");
        (await _run.FailureAsync("y\n6\n")).ShouldNotBeNull().ShouldContain("no column 'id'");
    }

    [Fact]
    public async Task Distribution_compares_with_the_version_before()
    {
        string Column(int shift) => "a,kind\n"
            + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i % 100 + shift},{(shift < 50 ? "x" : "z")}\n"));
        _run.Write("penguins.csv", Column(0));
        var first = await _run.LookAsync();
        _run.Task["profiles"] = new JsonArray(new JsonObject
        {
            ["version"] = first.Digest,
            ["uri"] = first.ProfileUri,
            ["digest"] = first.ProfileDigest,
        });
        _run.Check("c", "Distribution", new { column = "a" });

        (await _run.FailureAsync(Column(1))).ShouldBeNull();
        (await _run.FailureAsync(Column(60))).ShouldStartWith("'a' changed: PSI ");
        (await _run.FailureAsync(Column(0))).ShouldBeNull();
        _run.Task["checks"]![0]!["column"] = "kind";
        (await _run.FailureAsync(Column(60)))
            .ShouldBe("'kind' changed: 100% of the values are of a kind that the version before did not have");
    }

    [Fact]
    public async Task Columns_are_one_check_that_names_what_is_wrong()
    {
        _run.Task["columns"] = JsonNode.Parse("""
            [{"name":"id","type":"Integer","required":true},{"name":"mass","type":"Number","min":"1","max":"9"},
             {"name":"sex","allowed":["male","female"]},{"name":"seen","type":"Time"},{"name":"ok","type":"Boolean"}]
            """);

        (await _run.FailureAsync("id,mass,sex,seen,ok\n1,2.5,male,2026-01-02,true\n2,,,,\n")).ShouldBeNull();
        var problem = await _run.FailureAsync("id,mass,sex,seen\n,10,x,soon\n1.5,x,male,2026-01-02\n");
        problem.ShouldBe("'ok' is not there; 'id': 1 value is missing, the first in row 1; "
            + "'id': 1 value is not whole numbers, the first in row 2: '1.5'; and 4 more");
    }

    [Fact]
    public async Task Warning_leaves_a_version_eligible()
    {
        _run.Check("c", "RowCount", new { min = "5" }, "Warning");
        _run.Write("penguins.csv", "a\n1\n");

        var findings = (await _run.LookAsync()).Findings!;

        (findings.Eligible, findings.Failed.Count).ShouldBe((true, 1));
    }

    public void Dispose() => _run.Dispose();
}
