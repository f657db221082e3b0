using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Tests.Storage;

public sealed class GroupCommitTests
{
    private const int Writers = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();

    [Fact]
    public async Task Writers_that_wait_together_share_one_flush()
    {
        var files = new MemoryFiles();
        using var store = StoreFolder.Open(files, new StoreFolderOptions());
        using var hold = new ManualResetEventSlim();
        using var appended = new CountdownEvent(Writers);
        files.BeforeFlush = () => hold.Wait(Patience);
        var before = files.Flushes;
        var threads = Enumerable.Range(0, Writers).Select(writer => Start(() =>
        {
            long revision;
            lock (gate) revision = store.Put(Configs.Key($"{writer}"), Configs.Object($"{writer}", "x")).Revision;
            appended.Signal();
            store.Publish(revision);
            store.Published.Revision.ShouldBeGreaterThanOrEqualTo(revision);
        })).ToList();
        appended.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();
        store.Published.Revision.ShouldBe(1, "nothing is seen before it is durable");
        hold.Set();
        await Task.WhenAll(threads).WaitAsync(Patience, TestContext.Current.CancellationToken);
        (files.Flushes - before).ShouldBeLessThanOrEqualTo(2);
        store.Published.Revision.ShouldBe(1 + Writers);
    }

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        var files = new MemoryFiles();
        var options = new StoreFolderOptions { JournalFileBytes = 20_000, MaxBufferedBytes = 1000 };
        using (var store = StoreFolder.Open(files, options))
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Start(() =>
            {
                for (var i = 0; i < 100; i++)
                {
                    long revision;
                    lock (gate) revision = store.Put(Configs.Key($"{writer}"), Configs.Object($"{writer}", $"{i}")).Revision;
                    store.Publish(revision);
                }
            }))).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        using var again = StoreFolder.Open(MemoryFiles.Of(files.PowerCut(new Random(1))), options);
        again.Published.Revision.ShouldBe(1 + (Writers * 100));
        for (var writer = 0; writer < Writers; writer++) Configs.Value(again.Published, $"{writer}").ShouldBe("99");
    }

    [Fact]
    public void A_full_buffer_makes_writers_wait_for_the_disk()
    {
        var files = new MemoryFiles();
        using var store = StoreFolder.Open(files, new StoreFolderOptions { MaxBufferedBytes = 500 });
        var before = files.Flushes;
        for (var i = 0; i < 50; i++) store.Put(Configs.Key("a"), Configs.Object("a", $"{i}"));
        (files.Flushes - before).ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_disk_that_hangs_leaves_the_write_undecided()
    {
        var files = new MemoryFiles();
        using var store = StoreFolder.Open(files, new StoreFolderOptions { FlushTimeout = TimeSpan.FromMilliseconds(20) });
        using var hold = new ManualResetEventSlim();
        using var flushing = new ManualResetEventSlim();
        files.BeforeFlush = () =>
        {
            flushing.Set();
            hold.Wait(Patience);
        };
        var first = store.Put(Configs.Key("a"), Configs.Object("a", "1")).Revision;
        var thread = Start(() => store.Publish(first));
        flushing.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();
        var second = store.Put(Configs.Key("a"), Configs.Object("a", "2")).Revision;
        var error = Should.Throw<ApiException>(() => store.Publish(second));
        error.Code.ShouldBe(504);
        error.Message.ShouldContain("may or may not have happened");
        hold.Set();
        await thread.WaitAsync(Patience, TestContext.Current.CancellationToken);
        store.Publish(second);
        Configs.Value(store.Published, "a").ShouldBe("2");
    }

    // Whoever flushes need not wait until the writer has told the journal about its new state.
    [Fact]
    public void A_flush_between_append_and_commit_does_not_begin_a_new_journal_with_an_old_state()
    {
        var files = new MemoryFiles();
        var options = new StoreFolderOptions { JournalFileBytes = 1 };
        using (var journal = new FileJournal(files, Recovery.Run(files, options.Log), options))
        {
            var state = StoreState.Empty;
            for (var revision = 2; revision < 6; revision++)
            {
                var json = Configs.Object("a", $"{revision}");
                var write = new StoreEvent(
                    ClusterEventType.Added, Configs.Key("a"), new StoredObject(json, revision, JsonText.Write(json)),
                    state.Find(Configs.Key("a")));
                journal.Append(write);
                journal.WaitDurable(revision);
                journal.Committed(state = state.After(write));
            }
        }

        using var store = StoreFolder.Open(MemoryFiles.Of(files.Copy()), options);
        store.Published.Revision.ShouldBe(5);
        Configs.Value(store.Published, "a").ShouldBe("5");
    }

    private static Task Start(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
