using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Routers;

public sealed class RouteTableTests
{
    private const string Backend =
        """{"revision":"fraud-6f9c2a1b","address":"http://fraud-6f9c2a1b.shop.svc.cluster.local:8080","weight":100}""";

    private static string Json(string revision = "1", string hosts = "\"fraud\"", string backends = Backend, string more = "") =>
        $$"""{"model":"fraud","revision":{{revision}},"hosts":[{{hosts}}],"backends":[{{backends}}]{{more}}}""";

    private static RouteTable? Read(string? json, ServingSettings? settings = null) =>
        RouteRecord.Read(json, "fraud", "shop", settings ?? Samples.Settings);

    [Fact]
    public void Read_what_was_written_is_the_same()
    {
        var table = Read(Json())!;
        Read(table.ToJson())!.SameContent(table).ShouldBeTrue();
        Read(Json(backends: "")).ShouldNotBeNull();
        Read(Json(revision: "4503599627370496")).ShouldNotBeNull();
    }

    private const string Rules = """
        ,"mirror":{"revision":"fraud-6f9c2a1b","percent":20,"tolerance":0.01},
        "sticky":{"revision":"fraud-6f9c2a1b","salt":"s","header":"x-user-id"},
        "activation":{"maxRequests":100,"timeoutSeconds":30}
        """;

    [Fact]
    public void Read_rules_that_were_written_are_the_same()
    {
        var table = Read(Json(more: Rules))!;
        table.Mirror.ShouldBe(new("fraud-6f9c2a1b", 20, 0.01));
        table.Sticky.ShouldBe(new("fraud-6f9c2a1b", "s", "x-user-id"));
        table.Activation.ShouldBe(new(100, 30));
        Read(table.ToJson())!.SameContent(table).ShouldBeTrue();
    }

    [Fact]
    public void Rules_are_content_and_left_out_where_there_are_none()
    {
        var table = Read(Json(more: Rules))!;
        table.SameContent(table with { Mirror = null }).ShouldBeFalse();
        table.SameContent(table with { Sticky = table.Sticky! with { Salt = "t" } }).ShouldBeFalse();
        table.SameContent(table with { Activation = new(100, 31) }).ShouldBeFalse();
        Read(Json())!.ToJson().ShouldBe(Json());
        table.ToJson().ShouldNotContain("cookie");
    }

    [Theory]
    [InlineData("percent\":20", "percent\":0")]
    [InlineData("percent\":20", "percent\":101")]
    [InlineData("tolerance\":0.01", "tolerance\":1.01")]
    [InlineData("tolerance\":0.01", "tolerance\":\"NaN\"")]
    [InlineData("{\"revision\":\"fraud-6f9c2a1b\",\"percent", "{\"revision\":\"fraud-other\",\"percent")]
    [InlineData("{\"revision\":\"fraud-6f9c2a1b\",\"salt", "{\"revision\":null,\"salt")]
    [InlineData("\"salt\":\"s\"", "\"salt\":\"\"")]
    [InlineData("\"header\":\"x-user-id\"", "\"header\":\"x user\"")]
    [InlineData("\"header\":\"x-user-id\"", "\"header\":\"x\",\"cookie\":\"x\"")]
    [InlineData(",\"header\":\"x-user-id\"", "")]
    [InlineData("maxRequests\":100", "maxRequests\":0")]
    [InlineData("timeoutSeconds\":30", "timeoutSeconds\":601")]
    [InlineData(",\"timeoutSeconds\":30", "")]
    public void Read_rules_that_no_router_takes_make_no_route(string old, string other)
    {
        var broken = Rules.Replace(old, other, StringComparison.Ordinal);
        broken.ShouldNotBe(Rules);
        Read(Json(more: broken)).ShouldBeNull();
    }

    public static TheoryData<string> Broken =>
    [
        "", "null", "[]", "{", "7",
        Json(revision: "0"), Json(revision: "-1"), Json(revision: "4503599627370497"), Json(revision: "9223372036854775807"),
        Json(revision: "9223372036854775808"), Json(revision: "1e300"), Json(revision: "\"1\""), Json(revision: "null"),
        Json(hosts: "null"), Json(hosts: "7"), Json(backends: "null"), Json(backends: "{}"), Json(backends: $"{Backend},null"),
        Json(backends: $"{Backend},{Backend}"), Json(backends: Backend.Replace("100", "99", StringComparison.Ordinal)),
        Json(backends: Backend.Replace("100", "-100", StringComparison.Ordinal)),
        Json(more: ",\"sticky\":true"),
        """{"model":"fraud","revision":1,"hosts":null,"backends":null}""",
        Json().Replace("\"model\":\"fraud\"", "\"model\":\"churn\"", StringComparison.Ordinal),
        Json(backends: Backend.Replace("fraud-6f9c2a1b", "other-6f9c2a1b", StringComparison.Ordinal)),
        Json(backends: Backend.Replace("fraud-6f9c2a1b", "fraud-x", StringComparison.Ordinal)),
        Json(backends: Backend.Replace("fraud-6f9c2a1b.shop", "evil.shop", StringComparison.Ordinal)),
        Json(hosts: string.Join(',', Enumerable.Repeat("\"h\"", 101))),
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_what_is_no_whole_route_of_this_Model_is_nothing(string json) => Read(json).ShouldBeNull();

    [Theory]
    [InlineData("http://127.20.0.10:8080", true)]
    [InlineData("http://[fd00::1]:8080", true)]
    [InlineData("http://127.20.0.10:9090", false)]
    [InlineData("http://example.com:8080", false)]
    [InlineData("https://127.20.0.10:8080", false)]
    [InlineData("nonsense", false)]
    public void Read_with_addresses_by_IP_takes_only_those(string address, bool taken)
    {
        var json = Json(backends: $$"""{"revision":"fraud-6f9c2a1b","address":"{{address}}","weight":100}""");
        (Read(json, Samples.Settings with { ServiceAddress = ServiceAddress.ClusterIP }) is not null).ShouldBe(taken);
    }
}
