using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Modelwright.Router.Routes;
using Modelwright.Router.Tests.Protos;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

/// <summary>Real gRPC clients and servers on both sides of the router.</summary>
public sealed class GrpcServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_whose_answer_ends_after_its_head_is_sent_again()
    {
        await using var backend = await GrpcBackend.StartAsync("fraud-a");
        await using var router = await TestRouter.StartAsync();
        using var channel = GrpcChannel.ForAddress(router.Url);
        var client = new GRPCInferenceService.GRPCInferenceServiceClient(channel);
        await router.PushAsync("fraud", 1, ("fraud-a", backend.Url, 100));
        for (var i = 0; i < 20; i++)
        {
            var answer = await client.ModelInferAsync(new() { ModelName = "fraud", Id = "break" }, cancellationToken: Token);
            answer.ModelVersion.ShouldBe("fraud-a");
        }

        // The client noticed nothing; whoever judges the revision does.
        (await router.CountersAsync("fraud-a"))["failures"]!.GetValue<int>().ShouldBe(20);
    }

    [Fact]
    public async Task Weights_hold_for_calls_of_both_kinds_across_a_change_of_the_route_and_none_fails()
    {
        const int each = 1_000;
        await using var a = await GrpcBackend.StartAsync("fraud-a");
        await using var b = await GrpcBackend.StartAsync("fraud-b");
        await using var router = await TestRouter.StartAsync(draw: SeededDraw.Of(11));
        using var channel = GrpcChannel.ForAddress(router.Url);
        var client = new GRPCInferenceService.GRPCInferenceServiceClient(channel);
        await router.PushAsync("fraud", 1, ("fraud-a", a.Url, 80), ("fraud-b", b.Url, 20));
        var route = 1;
        // Only where the route acknowledged before a call and the one pushed by its end are one, its share is known.
        var answers = new ConcurrentQueue<(int Route, string Revision)>();
        var stop = false;
        var acknowledged = 1;
        var workers = Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? UnaryAsync() : StreamingAsync()).ToList();
        await ReachAsync(1);
        Volatile.Write(ref route, 2);
        await router.PushAsync("fraud", 2, ("fraud-a", a.Url, 30), ("fraud-b", b.Url, 70));
        Volatile.Write(ref acknowledged, 2);
        await ReachAsync(2);
        Volatile.Write(ref stop, true);
        await Task.WhenAll(workers);

        ShouldBeBinomial(1, 0.2);
        ShouldBeBinomial(2, 0.7);
        foreach (var backend in (GrpcBackend[])[a, b])
            (await router.CountersAsync(backend.Revision))["failures"]!.GetValue<int>().ShouldBe(0);

        async Task UnaryAsync()
        {
            while (!Volatile.Read(ref stop))
            {
                var before = Volatile.Read(ref acknowledged);
                var answer = await client.ModelInferAsync(new() { ModelName = "fraud", Id = "1" }, cancellationToken: Token);
                Note(before, answer.ModelVersion);
            }
        }

        async Task StreamingAsync()
        {
            while (!Volatile.Read(ref stop))
            {
                var before = Volatile.Read(ref acknowledged);
                using var call = client.ModelStreamInfer(cancellationToken: Token);
                var revisions = new HashSet<string>();
                for (var i = 0; i < 5; i++)
                {
                    await call.RequestStream.WriteAsync(new() { ModelName = "fraud", Id = $"{i}" }, Token);
                    (await call.ResponseStream.MoveNext(Token)).ShouldBeTrue();
                    call.ResponseStream.Current.Id.ShouldBe($"{i}");
                    revisions.Add(call.ResponseStream.Current.ModelVersion);
                }

                await call.RequestStream.CompleteAsync();
                (await call.ResponseStream.MoveNext(Token)).ShouldBeFalse();
                // A stream is one request: whoever has its first message has all of them.
                Note(before, revisions.ShouldHaveSingleItem());
            }
        }

        void Note(int before, string revision)
        {
            if (before == Volatile.Read(ref route)) answers.Enqueue((before, revision));
        }

        Task ReachAsync(int number) => Eventually.Async(
            () => answers.Count(x => x.Route == number) >= each || workers.Exists(w => w.IsFaulted), $"calls by route {number}");

        void ShouldBeBinomial(int number, double share)
        {
            var of = answers.Where(x => x.Route == number).ToList();
            var canary = of.Count(x => x.Revision == "fraud-b");
            Math.Abs(canary - (share * of.Count)).ShouldBeLessThan(5 * Math.Sqrt(of.Count * share * (1 - share)));
        }
    }

    [Fact]
    public async Task Failed_call_is_counted_and_its_status_reaches_the_client()
    {
        await using var backend = await GrpcBackend.StartAsync("fraud-a");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-a", backend.Url, 100));
        using var channel = GrpcChannel.ForAddress(router.Url);
        var client = new GRPCInferenceService.GRPCInferenceServiceClient(channel);
        var failure = await Should.ThrowAsync<RpcException>(
            client.ModelInferAsync(new() { Id = "fail" }, cancellationToken: Token).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.Internal);
        await Eventually.Async(() => router.CountersAsync("fraud-a").Result["requests"]!.GetValue<int>() == 1, "the call is counted");
        (await router.CountersAsync("fraud-a"))["failures"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData(0.5f, "1", 0, 0)]
    [InlineData(0.6f, "1", 10, 0)]
    [InlineData(0.5f, "fail", 0, 0)]
    public async Task Calls_are_mirrored_and_compared_by_their_tensors(float value, string id, int disagreed, int failed)
    {
        await using var stable = await GrpcBackend.StartAsync("fraud-a");
        await using var shadow = await GrpcBackend.StartAsync("fraud-b", value);
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "mirror", """{"revision":"fraud-b","percent":100}""",
            ("fraud-a", stable.Url, 100), ("fraud-b", shadow.Url, 0));
        using var channel = GrpcChannel.ForAddress(router.Url);
        var client = new GRPCInferenceService.GRPCInferenceServiceClient(channel);
        for (var i = 0; i < 10; i++)
            try
            {
                (await client.ModelInferAsync(new() { Id = id }, cancellationToken: Token)).ModelVersion.ShouldBe("fraud-a");
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Internal && id == "fail")
            {
            }

        await Eventually.Async(() => router.CountersAsync("fraud-b").Result["mirror"]!["compared"]!.GetValue<int>() == 10, "ten copies");
        (await router.CountersAsync("fraud-b"))["mirror"]!.ToJsonString().ShouldBe(
            $$"""{"sent":10,"compared":10,"disagreed":{{disagreed}},"failed":{{failed}},"dropped":0,"skipped":0}""");
        shadow.Copies.ShouldBe(10);
        stable.Copies.ShouldBe(0);
    }

    [Fact]
    public async Task Calls_of_a_user_stay_with_a_revision()
    {
        await using var a = await GrpcBackend.StartAsync("fraud-a");
        await using var b = await GrpcBackend.StartAsync("fraud-b");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "sticky", """{"header":"x-user-id","revision":"fraud-b","salt":"s"}""",
            ("fraud-a", a.Url, 50), ("fraud-b", b.Url, 50));
        using var channel = GrpcChannel.ForAddress(router.Url);
        var client = new GRPCInferenceService.GRPCInferenceServiceClient(channel);
        for (var user = 0; user < 20; user++)
            for (var time = 0; time < 3; time++)
            {
                var answer = await client.ModelInferAsync(new(), new Metadata { { "x-user-id", $"u{user}" } }, cancellationToken: Token);
                answer.ModelVersion.ShouldBe(StickySlot.Of("s", $"u{user}") < 50 ? "fraud-b" : "fraud-a");
            }
    }
}
