using System.Text;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class WatchResumptionTests
{
    [Fact]
    public void A_watch_goes_on_over_a_restart()
    {
        var files = new MemoryFiles();
        long seen;
        using (var server = Server(StoreFolder.Open(files, new StoreFolderOptions())))
        {
            Create(server, "before");
            seen = server.Revision;
            Create(server, "missed");
        }

        using var again = Server(StoreFolder.Open(MemoryFiles.Of(files.Copy()), new StoreFolderOptions()));
        Create(again, "after");
        var answer = again.Handle(
            new ApiRequest("GET", "/api/v1/configmaps", $"watch=true&resourceVersion={seen}") { User = UserInfo.Admin });
        answer.Status.ShouldBe(200);
        using var watch = answer.Watch.ShouldNotBeNull();
        var text = new StringBuilder();
        while (watch.TryRead(out var frame)) text.Append(Encoding.UTF8.GetString(frame.Span));
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("\"missed\"");
        lines[1].ShouldContain("\"after\"");
    }

    private static ApiServer Server(Store store) =>
        new(store, new ApiServerOptions { Clock = new FakeTimeProvider(), Random = new Random(1) });

    private static void Create(ApiServer server, string name) =>
        server.Client("test").Create(new ResourceId("", "v1", "configmaps"), Configs.Object(name, "x"));
}
