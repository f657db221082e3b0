using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Hosting;

/// <summary>Gives the operator a thread in a generic host, and ends the program when the operator ends.</summary>
internal sealed class OperatorThread(Lazy<OperatorHost> host, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<OperatorThread> logger)
    : IHostedService, IDisposable
{
    // Between the renew deadline (10 s) and the end of the lease (15 s): by then another instance may act, so this process must be gone.
    private static readonly TimeSpan HardExit = TimeSpan.FromSeconds(4);

    private readonly Pump pump = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? exit;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Run) { Name = "operator", IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        pump.Post(stop.Cancel);
        await ended.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        exit?.Dispose();
        stop.Dispose();
    }

    private void ExitSoon()
    {
        Environment.ExitCode = 1;
        exit = time.CreateTimer(static _ => Environment.Exit(1), null, HardExit, Timeout.InfiniteTimeSpan);
    }

    private void Run()
    {
        try
        {
            // Everything is built on the pump, so that whatever captures a context at construction captures this one.
            pump.Run(() =>
            {
                host.Value.LeaseLost = ExitSoon;
                return host.Value.RunAsync(stop.Token);
            });
        }
        catch (LeadershipLostException)
        {
            // Said where it happened; the program ends.
        }
        catch (Exception error)
        {
            Environment.ExitCode = 1;
            logger.LogCritical(error, "the operator failed");
        }
        finally
        {
            ended.SetResult();
            lifetime.StopApplication();
        }
    }
}
