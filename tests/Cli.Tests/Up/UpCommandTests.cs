using System.CommandLine;
using Modelwright.Cli.Up;
using Modelwright.LocalCluster.Hosting;
using Modelwright.LocalCluster.Node;
using Modelwright.Testing;

namespace Modelwright.Cli.Tests.Up;

public sealed class UpCommandTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task Up_says_ready_with_the_kubeconfig_and_ends_with_0_when_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var kubeconfig = folder.File("here", "config");
        var run = RunAsync(stop.Token, "up", "--data", folder.File("data"), "--kubeconfig", kubeconfig, "--port", "0");
        await EventuallyAsync(() => output.ToString().Length > 0 || run.IsCompleted);

        output.ToString().ShouldBe($"ready {kubeconfig}{Environment.NewLine}", error.ToString());
        Modes.OwnerOnly(kubeconfig).ShouldBeTrue();
        Modes.OwnerOnly(folder.File("data", "router-key.pem")).ShouldBeTrue();
        await stop.CancelAsync();
        (await run).ShouldBe(0);
        error.ToString().ShouldNotContain("error");
    }

    [Fact]
    public async Task A_folder_in_use_is_one_clear_line_and_exit_code_1()
    {
        await using var other = await LocalClusterHost.StartAsync(new LocalClusterOptions
        {
            DataFolder = folder.File("data"),
            Images = new Dictionary<string, LocalImage>(),
            Time = TimeProvider.System,
        }, TestContext.Current.CancellationToken);

        (await RunAsync(TestContext.Current.CancellationToken, "up", "--data", folder.File("data"))).ShouldBe(1);
        error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Last().ShouldStartWith("error: data folder");
        output.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("up", "--port", "70000")]
    [InlineData("up", "--port", "many")]
    [InlineData("up", "--nonsense")]
    public async Task Wrong_arguments_are_refused_before_anything_starts(params string[] arguments)
    {
        (await RunAsync(TestContext.Current.CancellationToken, arguments)).ShouldBe(1);
        error.ToString().ShouldNotBeEmpty();
    }

    private Task<int> RunAsync(CancellationToken stop, params string[] arguments)
    {
        var root = new RootCommand { UpCommand.Create() };
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null };
        return root.Parse(arguments).InvokeAsync(invocation, stop);
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            tries.ShouldBeLessThan(6000);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
