using System.Net;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Tests.Routers;

/// <summary>Answers that no router of ours gives.</summary>
public sealed class RouterAnswerTests : IDisposable
{
    private readonly RouterKey key = RouterKey.Create();

    public void Dispose() => key.Dispose();

    [Theory]
    [InlineData(200, """{"routes":[{"model":"fraud","revision":"x"}]}""")]
    [InlineData(200, """{"routes":[{"model":7,"revision":1}]}""")]
    [InlineData(200, """{"routes":[{"model":"fraud","revision":99999999999999999999}]}""")]
    [InlineData(200, """{"routes":[7,null,[]]}""")]
    [InlineData(200, """{"routes":[],"routes":[]}""")]
    [InlineData(200, """{"routes":{}}""")]
    [InlineData(200, "7")]
    [InlineData(409, """{"error":"no","revision":"x"}""")]
    [InlineData(409, """{"error":"no","revision":{}}""")]
    [InlineData(409, """{"error":"no","revision":1.5}""")]
    [InlineData(409, "[]")]
    public async Task Any_other_answer_is_a_router_that_cannot_be_reached(int status, string body)
    {
        using var client = new HttpRouterClient(new HttpMessageInvoker(new Answer((HttpStatusCode)status, body)),
            new RouterTokens(() => key, TimeProvider.System), TimeProvider.System);
        var (router, stop) = (new RouterEndpoint("shop", "127.0.0.1"), TestContext.Current.CancellationToken);
        await Should.ThrowAsync<RouterUnreachableException>(client.ListAsync(router, stop));
        if (status == 200) return;
        await Should.ThrowAsync<RouterUnreachableException>(client.PutAsync(router, new("fraud", 1, [], []), stop));
        await Should.ThrowAsync<RouterUnreachableException>(client.DeleteAsync(router, "fraud", 1, stop));
    }

    private sealed class Answer(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
