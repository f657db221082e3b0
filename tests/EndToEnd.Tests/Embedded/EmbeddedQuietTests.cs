using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>An unchanged Model is written to by nobody, neither operator nor node nor controllers.</summary>
public sealed class EmbeddedQuietTests(UpCluster cluster) : ModelTest(cluster)
{
    [Fact]
    public async Task Unchanged_model_is_left_alone()
    {
        await ApplyAsync("quiet");
        await Kubectl.ReadyAsync("quiet");
        IReadOnlyList<string> versions = [];
        await Eventually.HoldsAsync("the Model at rest", async () =>
        {
            var now = await Kubectl.VersionsAsync("quiet");
            var rests = now.SequenceEqual(versions);
            versions = now;
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            return (rests, string.Join(' ', now));
        });
        await Kubectl.RunAsync("annotate", "model", "quiet", "note=looked-at");
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        (await Kubectl.VersionsAsync("quiet")).Except(versions).ShouldHaveSingleItem().ShouldStartWith("Model/quiet@");
    }
}
