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
