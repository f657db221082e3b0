using Microsoft.Extensions.Hosting;

namespace Modelwright.LocalCluster.Http;

/// <summary>Leaves signals to the program around: whoever started the host also stops it.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
