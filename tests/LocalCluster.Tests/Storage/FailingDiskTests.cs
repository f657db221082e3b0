using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class FailingDiskTests
{
    private static readonly ResourceId ConfigMaps = new("", "v1", "configmaps");

    [Fact]
    public void A_full_disk_makes_the_server_read_only()
    {
        var files = new MemoryFiles();
        var log = new LineLog();
        using var server = new ApiServer(StoreFolder.Open(files, new StoreFolderOptions { Log = log }), new ApiServerOptions
        {
            Clock = new FakeTimeProvider(),
            Random = new Random(1),
        });
        Create(server, "before").Status.ShouldBe(201);
        files.OperationsLeft = 1;

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var refused = Create(server, $"during-{attempt}");
            refused.Status.ShouldBe(500);
            var status = JsonNode.Parse(refused.Body.Span)!;
            ((string?)status["reason"]).ShouldBe("InternalError");
            ((string?)status["message"]).ShouldNotBeNull().ShouldContain(
                "the state folder memory cannot be written (No space left on device); the server is read-only until it is restarted");
            files.OperationsLeft = int.MaxValue;
        }

        log.Lines.ShouldHaveSingleItem().ShouldContain("read-only from now on");
        var list = server.Handle(new ApiRequest("GET", "/api/v1/namespaces/default/configmaps") { User = UserInfo.Admin });
        Encoding.UTF8.GetString(list.Body.Span).ShouldContain("before");
        Encoding.UTF8.GetString(list.Body.Span).ShouldNotContain("during");
        server.Client("test").Get(ConfigMaps, "default", "during-0").ShouldBeNull();
        using var again = StoreFolder.Open(MemoryFiles.Of(files.Copy()), new StoreFolderOptions());
        again.Published.Find(Configs.Key("before")).ShouldNotBeNull();
    }

    [Fact]
    public void A_failed_snapshot_costs_no_write()
    {
        var log = new LineLog();
        var files = new MemoryFiles();
        // Journals are small and a name ends in .tmp until it is whole: the second file to appear is the first snapshot.
        var options = new StoreFolderOptions { Log = log, JournalFileBytes = 1 };
        using (var store = StoreFolder.Open(new SnapshotsFail(files), options))
        {
            for (var i = 0; i < 20; i++) Configs.Put(store, "a", $"{i}");
        }

        log.Lines.ShouldNotBeEmpty();
        log.Lines.ShouldAllBe(line => line.Contains("the journal goes on", StringComparison.Ordinal));
        using var again = StoreFolder.Open(MemoryFiles.Of(files.Copy()), new StoreFolderOptions());
        Configs.Value(again.Published, "a").ShouldBe("19");
    }

    private static ApiResponse Create(ApiServer server, string name) => server.Handle(
        new ApiRequest("POST", "/api/v1/namespaces/default/configmaps")
        {
            User = UserInfo.Admin,
            Body = Encoding.UTF8.GetBytes(Configs.Object(name, "x").ToJsonString()),
        });

    /// <summary>A disk that has no room for snapshots.</summary>
    private sealed class SnapshotsFail(MemoryFiles files) : IStoreFiles
    {
        public string Folder => files.Folder;

        public IReadOnlyList<string> Names() => files.Names();

        public Stream Read(string name) => files.Read(name);

        public IAppendFile Create(string name) =>
            name.StartsWith("snapshot", StringComparison.Ordinal) ? throw new IOException("No space left on device") : files.Create(name);

        public void Rename(string from, string to) => files.Rename(from, to);

        public void Delete(string name) => files.Delete(name);

        public void FlushNames() => files.FlushNames();

        public void Dispose() => files.Dispose();
    }
}
