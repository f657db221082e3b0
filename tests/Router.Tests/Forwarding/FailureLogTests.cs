using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Modelwright.Router.Forwarding;
using Modelwright.Router.Routes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

public sealed class FailureLogTests
{
    [Fact]
    public void Outage_is_told_a_few_times_a_second_and_what_was_left_out_is_counted()
    {
        var clock = new FakeTimeProvider();
        using var recorder = new LogRecorder();
        using var logging = LoggerFactory.Create(b => b.AddProvider(recorder));
        var log = new FailureLog(logging.CreateLogger<FailureLog>(), clock);
        for (var i = 0; i < 1_000; i++) Fail();
        recorder.Lines.Count.ShouldBe(FailureLog.PerSecond);
        clock.Advance(TimeSpan.FromSeconds(1));
        Fail();
        recorder.Lines.Last().ShouldContain("revision m-1 at http://h:1 failed: Connect: refused (995 lines left out before)");

        void Fail() => log.Attempt("m", new Backend("m-1", "http://h:1", 100),
            new AttemptResult(AttemptFailure.Connect, new IOException("refused")), 1);
    }
}
