using Modelwright.ModelServer.Tests.Hosting;
using Modelwright.ModelServer.Tests.TestModels;

namespace Modelwright.ModelServer.Tests.Rest;

/// <summary>One server with the linear model for all tests of a class.</summary>
public sealed class LinearServer : IAsyncLifetime
{
    /// <summary>A request that is right.</summary>
    public const string GoodRequest = """{"inputs":[{"name":"x","shape":[2,4],"datatype":"FP32","data":[1,2,3,4,5,6,7,8]}]}""";

    internal RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await RunningServer.StartAsync(SmallModels.Linear(), settings => settings with { MaxRequestBytes = 100_000 });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    internal async Task ShouldStillServeAsync()
    {
        var answer = await Server.InferAsync(GoodRequest);
        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("outputs")[0].GetProperty("shape")[0].GetInt32().ShouldBe(2);
    }
}
