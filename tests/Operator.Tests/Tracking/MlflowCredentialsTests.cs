using Microsoft.Extensions.Time.Testing;
using Modelwright.Operator.Tracking;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Tracking;

public sealed class MlflowCredentialsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_token_that_is_replaced_is_used_for_the_next_request()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("token"), "old\n", Stop);
        await using var server = await PlayedMlflow.StartAsync();
        server.Authorization = "Bearer new";
        using var client = HttpMlflowClient.Create(
            new() { Server = server.Address, CredentialsFolder = folder.File(".") }, TimeProvider.System);
        var error = await Should.ThrowAsync<MlflowException>(client.ExperimentAsync("a", Stop));
        (error.Fault, error.Message.Contains("--mlflow-credentials", StringComparison.Ordinal)).ShouldBe((MlflowFault.Unavailable, true));
        await File.WriteAllTextAsync(folder.File("token"), "new\n", Stop);
        (await client.ExperimentAsync("a", Stop)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Files_are_read_again_after_a_while_and_name_what_is_missing()
    {
        using var folder = new TempFolder();
        var time = new FakeTimeProvider();
        var credentials = new MlflowCredentials(folder.File("."), time);
        Should.Throw<MlflowException>(() => credentials.Current).Message.ShouldContain("token");
        File.WriteAllText(folder.File("username"), "ann");
        File.WriteAllText(folder.File("password"), "secret");
        credentials.Current!.ToString().ShouldBe("Basic YW5uOnNlY3JldA==");
        File.WriteAllText(folder.File("token"), "t");
        credentials.Current!.Scheme.ShouldBe("Basic");
        time.Advance(TimeSpan.FromSeconds(10));
        credentials.Current!.ToString().ShouldBe("Bearer t");
    }

    [Theory]
    [InlineData("ftp://x", "http or https")]
    [InlineData("http://ann:pw@x", "--mlflow-credentials")]
    [InlineData("http://x/?a=b", "no '?'")]
    public void Address_that_cannot_be_used_is_refused(string address, string words) =>
        new TrackingSettings { Server = new(address) }.Problem().ShouldNotBeNull().ShouldContain(words);
}
