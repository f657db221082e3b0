using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Storage.Durable;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class StoreFolderTests : IDisposable
{
    private readonly TempFolder temp = new();

    private string Folder => temp.File("state");

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Open_after_close_has_everything()
    {
        string before;
        using (var store = StoreFolder.Open(Folder))
        {
            Configs.Put(store, "a", "1");
            Configs.Put(store, "b", "grün \"quoted\"\n");
            Configs.Put(store, "a", "2");
            before = Configs.Text(store.Published);
        }

        using var again = StoreFolder.Open(Folder);
        Configs.Text(again.Published).ShouldBe(before);
        Configs.Value(again.Published, "b").ShouldBe("grün \"quoted\"\n");
        Configs.Put(again, "c", "3").ShouldBe(5);
    }

    [Fact]
    public void Open_after_deletion_keeps_the_deletions_revision()
    {
        using (var store = StoreFolder.Open(Folder))
        {
            Configs.Put(store, "a", "1");
            Configs.Remove(store, "a").ShouldBe(3);
        }

        using var again = StoreFolder.Open(Folder);
        again.Published.Revision.ShouldBe(3);
        again.Published.Find(Configs.Key("a")).ShouldBeNull();
        Configs.Put(again, "a", "2").ShouldBe(4);
    }

    [Fact]
    public void Open_after_close_remembers_recent_writes()
    {
        using (var store = StoreFolder.Open(Folder))
        {
            Configs.Put(store, "a", "1");
            Configs.Put(store, "a", "2");
            Configs.Remove(store, "a");
        }

        using var again = StoreFolder.Open(Folder);
        var events = again.EventsAfter(Configs.Key("a").Resource, 2, out var upTo).ShouldNotBeNull();
        upTo.ShouldBe(4);
        events.Select(write => (write.Type, write.Revision, write.Previous?.Revision)).ShouldBe(
            [(ClusterEventType.Modified, 3, 2), (ClusterEventType.Deleted, 4, 3)]);
    }

    [Fact]
    public void Open_of_a_folder_in_use_is_refused()
    {
        using var store = StoreFolder.Open(Folder);
        Should.Throw<StoreFolderException>(() => StoreFolder.Open(Folder)).Message.ShouldContain("another server uses");
        Configs.Put(store, "a", "1").ShouldBe(2);
    }

    [Theory]
    [InlineData("journal-0000000000000000001")]
    [InlineData("snapshot-0000000000000000009")]
    public void Open_of_a_newer_format_is_refused(string name)
    {
        StoreFolder.Open(Folder).Dispose();
        var header = FileHeader.Encode(name[0] == 'j' ? FileHeader.JournalKind : FileHeader.SnapshotKind, name[0] == 'j' ? 1 : 9);
        header[8] = FileHeader.Format + 1;
        if (name[0] == 's') File.Delete(temp.File("state", "journal-0000000000000000001"));
        File.WriteAllBytes(temp.File("state", name), header);
        var error = Should.Throw<StoreFolderException>(() => StoreFolder.Open(Folder));
        error.Message.ShouldContain("a newer program wrote this folder");
        error.Message.ShouldContain(name);
    }

    [Fact]
    public void Open_makes_files_that_only_the_owner_reads()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are POSIX");
            return;
        }

        StoreFolder.Open(Folder).Dispose();
        (File.GetUnixFileMode(Folder) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
            .ShouldBe(UnixFileMode.None);
        foreach (var file in Directory.GetFiles(Folder, "journal-*"))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Open_of_a_damaged_journal_before_durable_writes_is_refused()
    {
        using (var store = StoreFolder.Open(Folder))
        {
            for (var i = 0; i < 5; i++) Configs.Put(store, "a", $"{i}");
        }

        var file = Directory.GetFiles(Folder, "journal-*").Single();
        var bytes = File.ReadAllBytes(file);
        bytes[FileHeader.Length + 60] ^= 1;
        File.WriteAllBytes(file, bytes);
        var error = Should.Throw<StoreFolderException>(() => StoreFolder.Open(Folder));
        error.Message.ShouldContain("lost acknowledged writes");
        error.Message.ShouldContain("restore it from a copy");
    }

    [Fact]
    public void Snapshots_replace_older_journals_and_lose_nothing()
    {
        var options = new StoreFolderOptions { JournalFileBytes = 4096 };
        var before = "";
        for (var life = 0; life < 4; life++)
        {
            using var store = StoreFolder.Open(Folder, options);
            if (life > 0) Configs.Text(store.Published).ShouldBe(before);
            for (var i = 0; i < 50; i++) Configs.Put(store, $"name-{i % 7}", $"{life} {i}");
            before = Configs.Text(store.Published);
        }

        var names = Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).ToList();
        var snapshots = names.Select(FileNames.SnapshotRevision).OfType<long>().Order().ToList();
        snapshots.Count.ShouldBe(2);
        names.Select(FileNames.JournalRevision).OfType<long>()
            .ShouldAllBe(revision => revision >= snapshots[0], "older journals are deleted");
        using var again = StoreFolder.Open(Folder, options);
        Configs.Text(again.Published).ShouldBe(before);
        again.Published.Revision.ShouldBe(201);
    }

    [Fact]
    public void Many_restarts_do_not_gather_files()
    {
        for (var i = 0; i < 40; i++)
        {
            using var store = StoreFolder.Open(Folder);
            store.Published.Revision.ShouldBe(1 + i);
            Configs.Put(store, "a", $"{i}");
        }

        Directory.GetFiles(Folder).Length.ShouldBeLessThan(25);
    }
}
