using Microsoft.Extensions.Hosting;

namespace Modelwright.Operator.Hosting;

/// <summary>Whoever made the host starts and stops it; signals are the program's business.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
