using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Resources.Custom;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>What all request handlers share: the store, the served resources, the writers' lock, time and randomness.</summary>
public sealed class ApiMachinery
{
    private readonly Lock _gate = new();
    private readonly DefinitionCache _definitions = new();
    private volatile ResourceRegistry _registry;

    internal ApiMachinery(Store store, ApiServerOptions options)
    {
        Store = store;
        Options = options;
        _registry = _definitions.Current(store.Latest);
        Identifiers = new Identifiers(options.Random);
    }

    /// <summary>All objects.</summary>
    public Store Store { get; }

    /// <summary>Clock, limits and hooks.</summary>
    public ApiServerOptions Options { get; }

    /// <summary>Uids and generated names; use only while writing.</summary>
    internal Identifiers Identifiers { get; }

    /// <summary>The resources served now.</summary>
    public ResourceRegistry Registry => _registry;

    /// <summary>The time as objects show it: whole seconds.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = Options.Clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        }
    }

    /// <summary>What a kind's preparation may look at.</summary>
    internal KindContext Context() => new(Store.Latest, Now, Options.AllocateClusterIp);

    /// <summary>Runs one read-decide-commit step alone, then waits until what it saw and wrote is durable and visible.</summary>
    internal T Write<T>(Func<T> step)
    {
        long revision = 0;
        try
        {
            lock (_gate)
            {
                try
                {
                    return step();
                }
                finally
                {
                    _registry = _definitions.Current(Store.Latest);
                    revision = Store.Latest.Revision;
                }
            }
        }
        finally
        {
            Store.Publish(revision);
        }
    }
}
