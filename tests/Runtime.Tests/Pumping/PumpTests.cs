using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Tests.Pumping;

public sealed class PumpTests
{
    [Fact]
    public void Run_keeps_asynchronous_work_on_its_thread()
    {
        var pump = new Pump();
        var threads = new HashSet<int>();
        pump.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        });
        threads.ShouldBe([Environment.CurrentManagedThreadId]);
    }

    [Fact]
    public void Run_throws_what_main_threw() =>
        Should.Throw<InvalidOperationException>(() => new Pump().Run(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("main");
        })).Message.ShouldBe("main");

    [Fact]
    public void Run_takes_posts_from_other_threads()
    {
        var pump = new Pump();
        var got = 0;
        pump.Run(async () =>
        {
            var done = new TaskCompletionSource();
            var thread = new Thread(() =>
            {
                for (var i = 0; i < 100; i++) pump.Post(() => { if (++got == 100) done.SetResult(); });
            });
            thread.Start();
            await done.Task;
        });
        got.ShouldBe(100);
    }

    [Fact]
    public void Send_from_elsewhere_is_refused() => Should.Throw<NotSupportedException>(() => new Pump().Send(_ => { }, null));
}
