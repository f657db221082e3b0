using System.Text;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tests.Applying;

public sealed class RepeatedApplyTests
{
    private const string Deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{"minReadySeconds":0,"replicas":1,
         "selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},
         "spec":{"containers":[{"name":"c","image":"i"}]}}}}
        """;

    [Fact]
    public void Applying_the_same_again_later_writes_nothing_even_with_a_zero_that_is_not_kept()
    {
        var clock = new FakeTimeProvider();
        using var server = new ApiServer(new Store(),
            new ApiServerOptions { Clock = clock, Random = new Random(1), Anonymous = UserInfo.Admin });
        Apply(server).Status.ShouldBe(201);
        var revision = server.Revision;
        clock.Advance(TimeSpan.FromMinutes(1));
        var again = Apply(server);
        again.Status.ShouldBe(200);
        server.Revision.ShouldBe(revision);
        JsonText.Parse(again.Body.Span, null).Text("metadata", "resourceVersion").ShouldBe($"{revision}");
    }

    private static ApiResponse Apply(ApiServer server) =>
        server.Handle(new ApiRequest("PATCH", "/apis/apps/v1/namespaces/default/deployments/a", "fieldManager=test&force=true")
        {
            Body = Encoding.UTF8.GetBytes(Deployment),
            ContentType = "application/apply-patch+yaml",
        });
}
