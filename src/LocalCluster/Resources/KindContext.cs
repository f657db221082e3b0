using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Resources;

/// <summary>The world that a kind's preparation may look at.</summary>
/// <param name="State">What is stored.</param>
/// <param name="Now">The time, in whole seconds.</param>
/// <param name="AllocateClusterIp">Gives a Service its address.</param>
public sealed record KindContext(StoreState State, DateTimeOffset Now, Func<JsonObject, IReadOnlySet<string>, string> AllocateClusterIp);
