using Modelwright.Router.Mirroring;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Mirroring;

/// <summary>Whatever happens to the shadow, no client notices, every copy has an outcome, and nothing it held is kept.</summary>
public sealed class MirrorUnderLoadTests
{
    [Fact]
    public async Task Shadow_that_is_killed_and_replaced_under_load_fails_no_request_and_leaves_nothing()
    {
        await using var stable = await TestBackend.StartAsync("fraud-a");
        await using var service = new ServiceProxy();
        await using var router = await TestRouter.StartAsync();
        var shadow = await TestBackend.StartAsync("fraud-b");
        service.SetEndpoints(shadow.Url);
        var revision = 0;
        await PushAsync(percent: 100, weight: 0);
        await using var load = new LoadGenerator(new Uri(router.Url, "/v2/models/fraud/infer"), http1: 6, http2: 6);
        foreach (var percent in (int[])[100, 50, 1, 100])
        {
            await load.AnswersAsync(200);
            await shadow.KillAsync();
            await shadow.DisposeAsync();
            await load.AnswersAsync(100);
            shadow = await TestBackend.StartAsync("fraud-b");
            service.SetEndpoints(shadow.Url);
            await PushAsync(percent, weight: 0);
        }

        // Its own requests are not copied, those of the other still are.
        await PushAsync(percent: 100, weight: 50);
        await load.AnswersAsync(200);
        await load.StopAsync();

        load.Failures.ShouldBeEmpty();
        await Eventually.Async(() => router.Server.Mirror.Active == 0, "the last copies end");
        router.Server.Mirror.BytesLeft.ShouldBe(new MirrorLimits().Bytes);
        var mirror = (await router.CountersAsync("fraud-b"))["mirror"]!;
        var (sent, failed) = (mirror["sent"]!.GetValue<int>(), mirror["failed"]!.GetValue<int>());
        mirror["compared"]!.GetValue<int>().ShouldBe(sent);
        router.Log.Lines.ShouldNotContain(line => line.Contains("could not be judged", StringComparison.Ordinal));
        // Every answer names its revision, so none is like the other's.
        mirror["disagreed"]!.GetValue<int>().ShouldBe(sent);
        sent.ShouldBeGreaterThan(400);
        failed.ShouldBeInRange(1, sent - 200);
        (await router.CountersAsync("fraud-b"))["failures"]!.GetValue<int>().ShouldBe(0);
        await shadow.DisposeAsync();

        Task PushAsync(int percent, int weight) => router.PushAsync("fraud", ++revision, "mirror",
            $$"""{"revision":"fraud-b","percent":{{percent}}}""", ("fraud-a", stable.Url, 100 - weight), ("fraud-b", service.Url, weight));
    }
}
