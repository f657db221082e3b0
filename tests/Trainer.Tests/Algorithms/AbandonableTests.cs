using Modelwright.Trainer.Algorithms;

namespace Modelwright.Trainer.Tests.Algorithms;

public sealed class AbandonableTests
{
    [Fact]
    public void Wanted_work_gives_its_result() => Abandonable.Run(() => "done", () => false).ShouldBe("done");

    [Fact]
    public void Failure_of_the_work_is_the_callers()
    {
        static string Fail() => throw new InvalidOperationException("why");

        Should.Throw<InvalidOperationException>(() => Abandonable.Run(Fail, () => false)).Message.ShouldBe("why");
    }

    [Fact]
    public void Unwanted_work_is_left_alone()
    {
        using var end = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();

        Abandonable.Run(
            () =>
            {
                end.Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
                ended.Set();
                return "too late";
            },
            () => true).ShouldBeNull();

        end.Set();
        ended.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).ShouldBeTrue();
    }
}
