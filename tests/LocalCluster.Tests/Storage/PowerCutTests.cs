using CsCheck;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class PowerCutTests
{
    private const int Names = 5;

    /// <summary>Small enough that a few writes end a journal and make a snapshot.</summary>
    private static readonly StoreFolderOptions Options = new() { JournalFileBytes = 1500 };

    // Several lives of one folder, each ended by a power cut at some operation on the disk.
    [Fact]
    public void Recovery_after_any_cut_has_what_was_acknowledged() =>
        Gen.Select(Gen.Int, Gen.Int[0, 160].Array[1, 4]).Sample((seed, cuts) =>
        {
            var random = new Random(seed);
            var files = new MemoryFiles();
            var acknowledged = StoreState.Empty;
            List<StoreState> possible = [acknowledged];
            foreach (var cut in cuts)
            {
                using (var store = Open(files, acknowledged, possible))
                {
                    acknowledged = store.Published;
                    files.OperationsLeft = cut;
                    possible = Live(store, random, ref acknowledged);
                }

                files = MemoryFiles.Of(files.PowerCut(random));
            }

            Open(files, acknowledged, possible).Dispose();
        }, iter: 300);

    // Even a cut during the recovery from a cut.
    [Fact]
    public void Recovery_cut_short_again_and_again_reaches_its_end() =>
        Gen.Select(Gen.Int, Gen.Int[10, 200]).Sample((seed, cut) =>
        {
            var random = new Random(seed);
            var files = new MemoryFiles();
            var acknowledged = StoreState.Empty;
            List<StoreState> possible;
            using (var store = StoreFolder.Open(files, Options))
            {
                acknowledged = store.Published;
                files.OperationsLeft = cut;
                possible = Live(store, random, ref acknowledged);
            }

            for (var left = 0; left < 12; left++)
            {
                files = MemoryFiles.Of(files.PowerCut(random));
                files.OperationsLeft = left;
                try
                {
                    StoreFolder.Open(files, Options).Dispose();
                }
                catch (IOException)
                {
                    // It got as far as it got.
                }
            }

            files = MemoryFiles.Of(files.PowerCut(random));
            Open(files, acknowledged, possible).Dispose();
        }, iter: 200);

    [Fact]
    public void Watches_resume_exactly_or_not_at_all_after_a_cut() =>
        Gen.Select(Gen.Int, Gen.Int[0, 160]).Sample((seed, cut) =>
        {
            var random = new Random(seed);
            var files = new MemoryFiles();
            var written = new List<StoreEvent>();
            var acknowledged = StoreState.Empty;
            using (var store = StoreFolder.Open(files, Options))
            {
                store.Committed += written.Add;
                files.OperationsLeft = cut;
                Live(store, random, ref acknowledged);
            }

            using var again = StoreFolder.Open(MemoryFiles.Of(files.PowerCut(random)), Options);
            for (var from = 1L; from <= acknowledged.Revision; from++)
            {
                if (again.EventsAfter(Configs.Key("a").Resource, from, out _) is not { } events) continue;
                var expected = written.Where(write => write.Revision > from && write.Revision <= acknowledged.Revision);
                events.Take(written.Count(write => write.Revision > from && write.Revision <= acknowledged.Revision))
                    .Select(Describe).ShouldBe(expected.Select(Describe));
            }
        }, iter: 200);

    private static string Describe(StoreEvent write) =>
        $"{write.Type} {write.Key} {write.Object.Json.ToJsonString()} after {write.Previous?.Json.ToJsonString()}";

    /// <summary>Writes until the disk stops; returns each state that the writes went through, from the last acknowledged one on.</summary>
    private static List<StoreState> Live(Store store, Random random, ref StoreState acknowledged)
    {
        List<StoreState> possible = [acknowledged];
        for (var i = 0; i < 200; i++)
        {
            try
            {
                var name = $"name-{random.Next(Names)}";
                // Some writes are flushed together, as those of several clients are.
                var revision = store.Latest.Find(Configs.Key(name)) is not null && random.Next(3) == 0
                    ? store.Remove(Configs.Key(name), Configs.Object(name, "")).Revision
                    : store.Put(Configs.Key(name), Configs.Object(name, new string('x', random.Next(60)) + i)).Revision;
                possible.Add(store.Latest);
                if (random.Next(3) == 0) continue;
                store.Publish(revision);
                acknowledged = store.Published;
                possible = [acknowledged];
            }
            catch (ApiException error)
            {
                error.Code.ShouldBe(500);
                return possible;
            }
        }

        return possible;
    }

    private static Store Open(MemoryFiles files, StoreState acknowledged, List<StoreState> possible)
    {
        var store = StoreFolder.Open(files, Options);
        store.Published.Revision.ShouldBeGreaterThanOrEqualTo(acknowledged.Revision);
        var actual = Objects(store.Published);
        var match = possible.FirstOrDefault(state => Objects(state) == actual && state.Revision <= store.Published.Revision);
        match.ShouldNotBeNull($"{Configs.Text(store.Published)}\nis none of\n{string.Join("\n", possible.Select(Configs.Text))}");
        return store;
    }

    // Without the first line: after a torn end the revision has moved on.
    private static string Objects(StoreState state) => string.Join('\n', Configs.Text(state).Split('\n').Skip(1));
}
