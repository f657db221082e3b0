using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Resources;

/// <summary>Addresses for Services, from the loopback network: they answer on the machine itself.</summary>
public static class ClusterIps
{
    private const int Count = 250 * 250;

    /// <summary>The first address of 127.20.0.0/16 that no Service has.</summary>
    public static string NextFree(JsonObject service, IReadOnlySet<string> used)
    {
        for (var i = 1; i <= Count; i++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"127.20.{i / 250}.{1 + (i % 250)}");
            if (!used.Contains(address)) return address;
        }

        throw new InvalidOperationException("all Service addresses are in use");
    }
}
