using Microsoft.AspNetCore.Http;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Sources;

public sealed class HttpsSourceTests
{
    private static readonly byte[] Model = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];

    [Fact]
    public async Task File_is_fetched_with_its_digest()
    {
        await using var source = await ServedFetch.StartAsync(context => context.Response.Body.WriteAsync(Model).AsTask());

        var result = await source.RunAsync(source.Uri("/m/model.onnx?version=1"));

        result.ShouldBe(new FetchResult(Sha256Digest.Of(Model), Model.Length));
        (await File.ReadAllBytesAsync(source.Output, TestContext.Current.CancellationToken)).ShouldBe(Model);
        source.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData(404, FetchReason.NotFound)]
    [InlineData(410, FetchReason.NotFound)]
    [InlineData(401, FetchReason.AccessDenied)]
    [InlineData(403, FetchReason.AccessDenied)]
    [InlineData(400, FetchReason.Failed)]
    [InlineData(206, FetchReason.Failed)]
    [InlineData(304, FetchReason.Failed)]
    public async Task Final_answers_are_not_asked_for_again(int status, FetchReason reason)
    {
        await using var source = await ServedFetch.StartAsync(Answer(status));

        var failure = await source.FailAsync(source.Uri("/model.onnx"));

        failure.Reason.ShouldBe(reason);
        failure.Message.ShouldContain($"answers {status}");
        source.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Passing_faults_are_asked_for_again(int status)
    {
        var answers = 0;
        await using var source = await ServedFetch.StartAsync(context =>
            ++answers < 3 ? Answer(status)(context) : context.Response.Body.WriteAsync(Model).AsTask());

        (await source.RunAsync(source.Uri("/model.onnx"))).Bytes.ShouldBe(Model.Length);

        source.Requests.ShouldBe(3);
        source.Log.Count.ShouldBe(2);
        source.Log[0].ShouldContain($"answers {status}");
    }

    [Fact]
    public async Task Lasting_faults_end_as_unreachable()
    {
        await using var source = await ServedFetch.StartAsync(Answer(503));

        (await source.FailAsync(source.Uri("/model.onnx"))).Reason.ShouldBe(FetchReason.Unreachable);
        source.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task Body_shorter_than_announced_is_fetched_again()
    {
        var answers = 0;
        await using var source = await ServedFetch.StartAsync(async context =>
        {
            context.Response.ContentLength = Model.Length;
            if (++answers == 1)
            {
                await context.Response.Body.WriteAsync(Model.AsMemory(0, 1000));
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.Body.WriteAsync(Model);
        });

        (await source.RunAsync(source.Uri("/model.onnx"))).Digest.ShouldBe(Sha256Digest.Of(Model));
        source.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Chunked_body_that_breaks_off_every_time_ends_as_unreachable()
    {
        await using var source = await ServedFetch.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(Model.AsMemory(0, 1000));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        (await source.FailAsync(source.Uri("/model.onnx"))).Reason.ShouldBe(FetchReason.Unreachable);
        source.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task Endless_body_is_cut_at_the_limit()
    {
        await using var source = await ServedFetch.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(Model, context.RequestAborted);
        });

        var failure = await source.FailAsync(source.Request(source.Uri("/model.onnx")) with { MaxBytes = 5_000_000 });

        failure.Reason.ShouldBe(FetchReason.TooLarge);
        source.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Announced_length_above_the_limit_is_refused_unread()
    {
        await using var source = await ServedFetch.StartAsync(context =>
        {
            context.Response.ContentLength = 1_000_000_000_000;
            return context.Response.StartAsync();
        });

        var failure = await source.FailAsync(source.Uri("/model.onnx"));

        failure.Reason.ShouldBe(FetchReason.TooLarge);
        failure.Message.ShouldContain("1000000000000 bytes");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silent_server_is_given_up(bool afterHeaders)
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            if (afterHeaders) await context.Response.StartAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var fetch = new Fetch
        {
            Network = server.Network,
            Policy = new FetchPolicy
            {
                MaxAttempts = 2,
                FirstDelay = TimeSpan.FromMilliseconds(1),
                ConnectTimeout = TimeSpan.FromMilliseconds(500),
                IdleTimeout = TimeSpan.FromMilliseconds(500),
            },
        };

        (await fetch.FailAsync(server.Uri("/model.onnx"))).Reason.ShouldBe(FetchReason.Unreachable);
        fetch.Log.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Everything_together_has_a_deadline()
    {
        await using var server = await TestServer.StartAsync(Answer(503));
        using var fetch = new Fetch
        {
            Network = server.Network,
            Policy = new FetchPolicy
            {
                FirstDelay = TimeSpan.FromHours(1),
                MaxDelay = TimeSpan.FromHours(1),
                TotalTimeout = TimeSpan.FromSeconds(2),
            },
        };

        (await fetch.FailAsync(server.Uri("/model.onnx"))).Message.ShouldContain("within 2 s");
    }

    [Fact]
    public async Task Compressed_body_that_nobody_asked_for_is_refused()
    {
        await using var source = await ServedFetch.StartAsync(context =>
        {
            context.Request.Headers.AcceptEncoding.ToString().ShouldBe("identity");
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(Model).AsTask();
        });

        (await source.FailAsync(source.Uri("/model.onnx"))).Message.ShouldContain("Content-Encoding gzip");
    }

    [Fact]
    public async Task Untrusted_certificate_is_refused_at_once()
    {
        await using var server = await TestServer.StartAsync(Answer(200));
        using var fetch = new Fetch { Network = server.Network with { TrustedRoots = [] } };

        var failure = await fetch.FailAsync(server.Uri("/model.onnx"));

        failure.Reason.ShouldBe(FetchReason.Unreachable);
        failure.Message.ShouldContain("certificate is not trusted");
        fetch.Log.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MODELWRIGHT_HTTP_TOKEN=abc", "Bearer abc")]
    [InlineData("MODELWRIGHT_HTTP_USERNAME=me MODELWRIGHT_HTTP_PASSWORD=pw", "Basic bWU6cHc=")]
    [InlineData("MODELWRIGHT_HTTP_TOKEN= MODELWRIGHT_HTTP_USERNAME=", "")]
    public async Task Credentials_of_the_environment_are_sent(string environment, string header)
    {
        var variables = environment.Split(' ').Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        var received = "";
        await using var server = await TestServer.StartAsync(context =>
        {
            received = context.Request.Headers.Authorization.ToString();
            return Task.CompletedTask;
        });
        using var fetch = new Fetch { Network = server.Network, Credentials = Credentials.FromEnvironment(variables.GetValueOrDefault) };

        await fetch.RunAsync(server.Uri("/model.onnx"));

        received.ShouldBe(header);
    }

    private static RequestDelegate Answer(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
