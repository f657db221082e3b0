using Modelwright.LocalCluster.Storage.Durable;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class KilledServerTests : IDisposable
{
    private const int Rounds = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task A_server_killed_under_load_keeps_every_acknowledged_write_and_never_goes_back()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var folder = temp.File("state");
        var random = new Random(20260102);
        var expected = new Dictionary<string, string>();
        long revision = 1;
        for (var round = 0; round < Rounds; round++)
        {
            using var writer = new WriterProcess(folder, round);
            await writer.KillAfterAsync(random.Next(20, 500), deadline.Token);
            writer.Start.ShouldBeGreaterThanOrEqualTo(revision);
            writer.Acknowledged.ShouldBeGreaterThan(writer.Start);
            foreach (var (name, value) in writer.Values) expected[name] = value;

            using var store = StoreFolder.Open(folder);
            store.Published.Revision.ShouldBeGreaterThanOrEqualTo(writer.Acknowledged);
            revision = store.Published.Revision;
            foreach (var name in expected.Keys.Concat(writer.Undecided.Keys).ToList())
            {
                var actual = Configs.Value(store.Published, name) ?? "-";
                var certain = expected.GetValueOrDefault(name, "-");
                string[] allowed = [certain, writer.Undecided.GetValueOrDefault(name, certain)];
                allowed.ShouldContain(actual, $"{name} in round {round}");
                expected[name] = actual;
            }
        }

        Directory.GetFiles(folder, "snapshot-*").ShouldNotBeEmpty("the load was enough for snapshots");
    }
}
