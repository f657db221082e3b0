using CsCheck;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class SnapshotTests
{
    // The same writes through a journal that never ends, through one that always does, and through none.
    [Fact]
    public void Snapshots_journals_and_memory_agree() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 3], Gen.String[0, 40]).Array[0, 120].Sample(writes =>
        {
            var memory = new Store();
            var whole = new MemoryFiles();
            var parts = new MemoryFiles();
            using (var one = StoreFolder.Open(whole, new StoreFolderOptions()))
            using (var many = StoreFolder.Open(parts, new StoreFolderOptions { JournalFileBytes = 600 }))
            {
                foreach (var (name, action, value) in writes)
                {
                    foreach (var store in new[] { memory, one, many }) Write(store, $"name-{name}", action, value);
                }
            }

            var expected = Configs.Text(memory.Published);
            using var fromWhole = StoreFolder.Open(MemoryFiles.Of(whole.Copy()), new StoreFolderOptions());
            using var fromParts = StoreFolder.Open(MemoryFiles.Of(parts.Copy()), new StoreFolderOptions());
            Configs.Text(fromWhole.Published).ShouldBe(expected);
            Configs.Text(fromParts.Published).ShouldBe(expected);
        }, iter: 200);

    [Fact]
    public void Snapshot_written_and_read_is_the_same_state() =>
        Gen.Select(Gen.String[1, 30], Gen.String[0, 30], Gen.String).Array[0, 50].Sample(objects =>
        {
            using var store = new Store();
            foreach (var (name, @namespace, value) in objects)
                store.Publish(store.Put(Configs.Key(name, @namespace), Configs.Object(name, value, @namespace)).Revision);
            var files = new MemoryFiles();
            Snapshot.Write(files, store.Published);
            Configs.Text(Snapshot.Read(files, store.Published.Revision)).ShouldBe(Configs.Text(store.Published));
        }, iter: 200);

    private static void Write(Store store, string name, int action, string value)
    {
        if (action > 0) Configs.Put(store, name, value);
        else if (store.Latest.Find(Configs.Key(name)) is not null) Configs.Remove(store, name);
    }
}
