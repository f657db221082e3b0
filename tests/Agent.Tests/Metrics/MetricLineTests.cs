using System.Text;
using System.Text.Json;
using CsCheck;
using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Tests.Metrics;

public sealed class MetricLineTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { """{"name":"auc","value":0.91,"step":3}""", "auc@3=0.91" },
        { """{"name":"auc","value":1}""", "auc@=1" },
        { """{"step":3,"auc":0.91,"loss":2e-1}""", "auc@3=0.91 loss@3=0.2" },
        { """{"step":3.0,"auc":0.91,"ts":"2026-01-01","time":5}""", "auc@3=0.91" },
        { """{"name":0.5,"step":null}""", "name@=0.5" },
        { """{"value":0.5}""", "value@=0.5" },
        { """{"a":"NaN","b":"Infinity","c":"-Infinity","d":"inf"}""", "a@=NaN b@=Infinity c@=-Infinity d@=Infinity" },
        { """{"a":NaN,"b":Infinity,"c":-Infinity,"NaN":1}""", "a@=NaN b@=Infinity c@=-Infinity NaN@=1" },
        { """{"\"NaN":NaN , "a\\":-1}""", "\"NaN@=NaN a\\@=-1" },
        { """{"big":1e999}""", "big@=Infinity" },
        { "  {\"a\":1}\r", "a@=1" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Read_line_gives_its_points(string line, string expected)
    {
        var points = new List<MetricPoint>();

        MetricLine.Read(Encoding.UTF8.GetBytes(line), points).ShouldBeNull();

        string.Join(' ', points.Select(p => $"{p.Name}@{p.Step}={MetricText.Of(p.Value)}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("auc=0.9", "is not JSON")]
    [InlineData("{\"auc\":0.9", "is not JSON")]
    [InlineData("NaN", "is a JSON string")]
    [InlineData("[0.9]", "is a JSON array")]
    [InlineData("0.9", "is a JSON number")]
    [InlineData("{}", "has no metric")]
    [InlineData("""{"step":3}""", "has no metric")]
    [InlineData("""{"step":"3","auc":1}""", "has the step \"3\"")]
    [InlineData("""{"step":1.5,"auc":1}""", "has the step 1.5")]
    [InlineData("""{"step":1e300,"auc":1}""", "has the step 1e300")]
    [InlineData("""{"auc":"high"}""", "has the value \"high\" for 'auc'")]
    [InlineData("""{"name":"auc","value":null}""", "has the value null for 'auc'")]
    [InlineData("""{"name":["auc"],"value":1}""", "has the name [\"auc\"]")]
    [InlineData("""{"":1}""", "has a metric name of 0 characters")]
    [InlineData("""{"a\u0000b":1}""", "control character")]
    [InlineData("""{"\ud800":1}""", "not Unicode")]
    public void Read_what_is_no_metric_says_why(string line, string problem)
    {
        var points = new List<MetricPoint>();

        MetricLine.Read(Encoding.UTF8.GetBytes(line), points).ShouldNotBeNull().ShouldContain(problem);
        points.ShouldBeEmpty();
    }

    [Fact]
    public void Read_one_bad_value_does_not_cost_the_others()
    {
        var points = new List<MetricPoint>();

        MetricLine.Read("""{"a":1,"b":"x","c":2}"""u8, points).ShouldNotBeNull();

        points.Select(p => p.Name).ShouldBe(["a", "c"]);
    }

    [Fact]
    public void Read_any_bytes_never_throws() =>
        Gen.Byte.Array[0, 60].Sample(line => MetricLine.Read(line, []));

    [Fact]
    public void Read_any_metric_comes_back_as_it_was() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Double, Gen.Long[-(1L << 53), 1L << 53]).Sample((name, value, step) =>
        {
            var text = double.IsFinite(value) ? JsonSerializer.Serialize(value) : MetricText.Of(value);
            var points = new List<MetricPoint>();
            MetricLine.Read(Encoding.UTF8.GetBytes($$"""{"name":"{{name}}","value":{{text}},"step":{{step}}}"""), points).ShouldBeNull();
            points.ShouldBe([new MetricPoint(name, step, value)]);
        });
}
