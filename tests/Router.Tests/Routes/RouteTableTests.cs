using Modelwright.Router.Routes;

namespace Modelwright.Router.Tests.Routes;

public sealed class RouteTableTests
{
    private static readonly RouteTable Two = RouteTable.Empty
        .With(new ModelRoute("fraud", 1, ["fraud", "fraud.ns", "fraud.ns.svc.cluster.local", "127.20.0.9", "fd00::9"], [], null))
        .With(new ModelRoute("churn", 1, ["churn", "churn.ns"], [], null));

    [Theory]
    [InlineData("fraud", "/", "fraud")]
    [InlineData("fraud:8080", "/", "fraud")]
    [InlineData("FRAUD.Ns:80", "/", "fraud")]
    [InlineData("fraud.ns.svc.cluster.local.", "/", "fraud")]
    [InlineData("fraud.ns.svc.cluster.local.:8080", "/", "fraud")]
    [InlineData("127.20.0.9:8080", "/", "fraud")]
    [InlineData("[fd00::9]:8080", "/", "fraud")]
    [InlineData("[fd00::9]", "/", "fraud")]
    [InlineData("churn.ns", "/v2/models/fraud/infer", "churn")]
    [InlineData("localhost:8080", "/v2/models/fraud/infer", "fraud")]
    [InlineData("localhost", "/v2/models/fraud", "fraud")]
    [InlineData("localhost", "/v2/models/fraud/versions/2/infer", "fraud")]
    [InlineData("localhost", "/v2/models/churn/ready", "churn")]
    [InlineData(null, "/v2/models/churn", "churn")]
    [InlineData("localhost", "/v2/models/Fraud/infer", null)]
    [InlineData("localhost", "/v2/models/frau/infer", null)]
    [InlineData("localhost", "/v2/models/fraudx/infer", null)]
    [InlineData("localhost", "/v2/models//infer", null)]
    [InlineData("localhost", "/v2/models/", null)]
    [InlineData("localhost", "/v1/models/fraud:predict", null)]
    [InlineData("localhost", "/", null)]
    [InlineData("", "", null)]
    [InlineData(null, null, null)]
    [InlineData("fraud.ns.svc", "/", null)]
    [InlineData("[fd00::9", "/", null)]
    [InlineData("xfraud", "/", null)]
    public void Find_goes_by_host_then_by_path(string? host, string? path, string? model) => Two.Find(host, path)?.Model.ShouldBe(model);

    [Theory]
    [InlineData("localhost", "/v2/health/ready")]
    [InlineData("localhost", "/v2/models/other/infer")]
    [InlineData(null, null)]
    public void Find_takes_the_only_route_there_is(string? host, string? path) =>
        Two.Without("churn").Find(host, path)!.Model.ShouldBe("fraud");

    [Fact]
    public void Find_in_an_empty_table_finds_nothing() => RouteTable.Empty.Find("fraud", "/v2/models/fraud").ShouldBeNull();

    [Fact]
    public void Change_leaves_the_old_table_as_it_was()
    {
        var table = Two.With(new ModelRoute("fraud", 2, ["other"], [], null));
        table.Find("fraud.ns", "/").ShouldBeNull();
        table.Find("other", "/")!.Revision.ShouldBe(2);
        Two.Find("fraud.ns", "/")!.Revision.ShouldBe(1);
        Two.Find("other", "/").ShouldBeNull();
    }
}
