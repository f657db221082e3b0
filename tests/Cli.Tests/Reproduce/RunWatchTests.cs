using k8s.Autorest;
using Modelwright.Cli.Reproduce;

namespace Modelwright.Cli.Tests.Reproduce;

public sealed class RunWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task End_is_found_though_the_api_server_does_not_answer_at_first()
    {
        var (asked, output) = (0, new StringWriter());
        var watch = new RunWatch((_, _) => ++asked switch
        {
            1 => throw new InvalidOperationException("the API server cannot be reached: refused", new HttpRequestException("refused")),
            2 => throw new InvalidOperationException("busy", Answered(System.Net.HttpStatusCode.ServiceUnavailable)),
            _ => Task.FromResult(RecordedRuns.Of()),
        }, TimeProvider.System, output);
        (await watch.EndAsync("fraud-1", 0, Stop))!.Metadata.Name.ShouldBe("fraud-1");
        asked.ShouldBe(3);
        output.ToString().ShouldContain("asked again: the API server cannot be reached: refused");
    }

    [Fact]
    public async Task Run_that_is_gone_ends_the_watch()
    {
        var watch = new RunWatch((_, _) => throw new InvalidOperationException("gone", Answered(System.Net.HttpStatusCode.NotFound)),
            TimeProvider.System, TextWriter.Null);
        (await Should.ThrowAsync<InvalidOperationException>(watch.EndAsync("fraud-1", 0, Stop))).Message.ShouldBe("gone");
    }

    [Fact]
    public async Task Time_is_over_though_the_api_server_never_answers()
    {
        var watch = new RunWatch((_, _) => throw new HttpRequestException("refused"), TimeProvider.System, TextWriter.Null);
        (await watch.EndAsync("fraud-1", 0.001, Stop)).ShouldBeNull();
    }

    private static HttpOperationException Answered(System.Net.HttpStatusCode code)
    {
        using var response = new HttpResponseMessage(code);
        return new() { Response = new HttpResponseMessageWrapper(response, "") };
    }
}
