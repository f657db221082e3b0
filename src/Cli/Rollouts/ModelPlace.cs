using Modelwright.Cli.Connections;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Rollouts;

/// <summary>The Model that a command is about.</summary>
/// <param name="Models">The Models of its namespace.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Time">The clock.</param>
internal sealed record ModelPlace(ObjectClient<Model> Models, string Namespace, string Name, TimeProvider Time)
{
    /// <summary>Reads it.</summary>
    public Task<Model> ReadAsync(CancellationToken stop) => Models.GetAsync(Name, stop);
}
