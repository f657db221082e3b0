using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class DamageTests
{
    private const string Journal = "journal-0000000000000000001";

    private static readonly StoreFolderOptions Options = new();

    [Fact]
    public void A_journal_cut_at_any_byte_opens_with_the_writes_before_the_cut()
    {
        var (bytes, ends, states) = Write(4);
        for (var length = FileHeader.Length; length <= bytes.Length; length++)
        {
            var whole = ends.Count(end => end <= length);
            var files = Files(bytes[..length]);
            using var store = StoreFolder.Open(files, Options);
            Objects(store.Published).ShouldBe(Objects(states[whole]), $"cut at {length}");
            store.Published.Revision.ShouldBeGreaterThanOrEqualTo(states[whole].Revision);

            // And it goes on from there, for good.
            Configs.Put(store, "later", "1");
            using var again = StoreFolder.Open(MemoryFiles.Of(files.Copy()), Options);
            Configs.Text(again.Published).ShouldBe(Configs.Text(store.Published));
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_last_flush_drops_that_flush_and_no_more()
    {
        var (bytes, ends, states) = Write(4);
        for (var at = ends[^2]; at < bytes.Length; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            using var store = StoreFolder.Open(Files(damaged), Options);
            Objects(store.Published).ShouldBe(Objects(states[3]), $"flipped at {at}");
            store.Published.Revision.ShouldBeGreaterThanOrEqualTo(states[4].Revision, "nobody may get a revision that was given before");
        }
    }

    [Fact]
    public void A_flipped_bit_before_durable_writes_is_refused()
    {
        var (bytes, ends, _) = Write(4);
        for (var at = 0; at < ends[^2]; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            var files = Files(damaged);
            Should.Throw<StoreFolderException>(() => StoreFolder.Open(files, Options), $"flipped at {at}");
            files.Copy()[Journal].ShouldBe(damaged, "what is left is left alone");
        }
    }

    [Fact]
    public void Zeros_at_the_end_are_dropped()
    {
        var (bytes, _, states) = Write(2);
        using var store = StoreFolder.Open(Files([.. bytes, .. new byte[4096]]), Options);
        Objects(store.Published).ShouldBe(Objects(states[2]));
    }

    [Fact]
    public void A_torn_end_lets_older_watches_relist()
    {
        var (bytes, _, _) = Write(3);
        using var store = StoreFolder.Open(Files(bytes[..^1]), Options);
        store.EventsAfter(Configs.Key("a").Resource, 3, out _).ShouldBeNull();
    }

    [Fact]
    public void A_torn_end_is_logged()
    {
        var (bytes, _, _) = Write(3);
        var log = new LineLog();
        StoreFolder.Open(Files(bytes[..^1]), new StoreFolderOptions { Log = log }).Dispose();
        log.Lines.ShouldHaveSingleItem().ShouldContain($"{Journal} has a record of a false length at byte");
    }

    [Fact]
    public void A_damaged_snapshot_is_replaced_by_the_one_before_and_its_journal()
    {
        var files = WithSnapshots(out var before);
        var left = files.Copy();
        var newest = left.Keys.Where(name => name.StartsWith("snapshot", StringComparison.Ordinal)).Max()!;
        left[newest][^1] ^= 1;
        using var store = StoreFolder.Open(MemoryFiles.Of(left), Options);
        Configs.Text(store.Published).ShouldBe(before);
    }

    [Fact]
    public void A_lost_older_snapshot_costs_only_history()
    {
        var files = WithSnapshots(out var before);
        var left = files.Copy();
        left.Remove(left.Keys.Where(name => name.StartsWith("snapshot", StringComparison.Ordinal)).Min()!);
        using var store = StoreFolder.Open(MemoryFiles.Of(left), Options);
        Configs.Text(store.Published).ShouldBe(before);
    }

    [Fact]
    public void Lost_snapshots_are_refused()
    {
        var files = WithSnapshots(out _);
        var left = files.Copy().Where(pair => !pair.Key.StartsWith("snapshot", StringComparison.Ordinal)).ToDictionary();
        Should.Throw<StoreFolderException>(() => StoreFolder.Open(MemoryFiles.Of(left), Options)).Message.ShouldContain("snapshot");
    }

    [Fact]
    public void A_lost_journal_between_others_is_refused()
    {
        var files = WithSnapshots(out _);
        var left = files.Copy();
        // The snapshot that made the journal superfluous is lost as well.
        left.Remove(left.Keys.Where(name => name.StartsWith("snapshot", StringComparison.Ordinal)).Max()!);
        left.Remove(left.Keys.Where(name => name.StartsWith("journal", StringComparison.Ordinal)).Min(StringComparer.Ordinal)!);
        Should.Throw<StoreFolderException>(() => StoreFolder.Open(MemoryFiles.Of(left), Options));
    }

    private static MemoryFiles Files(byte[] journal) => MemoryFiles.Of(new Dictionary<string, byte[]> { [Journal] = journal });

    /// <summary>A journal of writes that were flushed one by one: its bytes, where each write ends, and the states between them.</summary>
    private static (byte[] Bytes, List<int> Ends, List<StoreState> States) Write(int count)
    {
        var files = new MemoryFiles();
        using var store = StoreFolder.Open(files, Options);
        List<StoreState> states = [store.Published];
        List<int> ends = [];
        for (var i = 0; i < count; i++)
        {
            Configs.Put(store, $"name-{i % 2}", $"value {i}");
            states.Add(store.Published);
            ends.Add(files.Copy()[Journal].Length);
        }

        return (files.Copy()[Journal], ends, states);
    }

    // Without a journal beginning at the very first revision, two snapshots.
    private static MemoryFiles WithSnapshots(out string text)
    {
        var files = new MemoryFiles();
        var options = new StoreFolderOptions { JournalFileBytes = 1 };
        for (var i = 0; i < 4; i++)
        {
            using var store = StoreFolder.Open(files, options);
            Configs.Put(store, $"name-{i}", "value");
        }

        using var last = StoreFolder.Open(files, Options);
        Configs.Put(last, "last", "value");
        text = Configs.Text(last.Published);
        var names = files.Names();
        names.Count(name => name.StartsWith("snapshot", StringComparison.Ordinal)).ShouldBe(2);
        names.ShouldNotContain(Journal);
        return files;
    }

    private static string Objects(StoreState state) => string.Join('\n', Configs.Text(state).Split('\n').Skip(1));
}
